CREATE SEQUENCE "patchbay_change_numbers";
