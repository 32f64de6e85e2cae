/** Words that many companies carry in their names: agreement in them says little, and each may be missing. */
export const genericWords: ReadonlySet<string> = new Set(
  `group holding holdings international intl global worldwide solutions services service systems
  technologies technology tech consulting consultants partners industries industry industrial trading
  trade enterprises enterprise company co associates management software digital media marketing design
  engineering logistics transport construction properties property capital ventures foods food energy
  power medical health care pharma labs laboratories works supply supplies products production and the of
  de la le les des du el los und et y e i new first national american european asia africa north south
  east west central city bank insurance hotel restaurant cafe school university foundation institute
  agency studio studios shop store salon gruppe gesellschaft gruppo groupe grupo compania compagnie
  compagnia deutschland france uk usa italia espana europe nordic`.split(/\s+/),
);
