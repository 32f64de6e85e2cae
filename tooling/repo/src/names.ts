/** `get-forecast` or `get_forecast` → `getForecast`. */
export function camelCase(name: string): string {
  return name.replace(/[-_]+(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `get-forecast` or `get_forecast` → `GetForecast`. */
export function pascalCase(name: string): string {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** `get_forecast` → `get-forecast`. */
export function kebabCase(name: string): string {
  return name.replaceAll('_', '-');
}

/** `get-forecast` → `get_forecast`. */
export function snakeCase(name: string): string {
  return name.replaceAll('-', '_');
}
