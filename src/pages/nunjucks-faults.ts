/** The parts of Nunjucks 3.2 that are listened to. */
interface Template {
  render(context: unknown, frame: unknown, callback?: RenderCallback): unknown;
}
type RenderCallback = (error: Error | null, result?: unknown) => void;
type TemplateCallback = (error: Error | null, template?: Template) => void;
export interface TemplateEnvironment {
  getTemplate(
    name: string,
    eager: unknown,
    parent: unknown,
    ignoreMissing: unknown,
    callback: TemplateCallback,
  ): unknown;
}

/**
 * Hears every fault of a template that another includes. Nunjucks loses them: an `{% include %}` inside a macro that can't
 * be compiled or rendered gives an empty text and no error ("a bug in the compiled template", says its environment.js),
 * and a page without its footer would be published.
 */
export function hearFaults(environment: TemplateEnvironment, onFault: (error: Error) => void): void {
  const getTemplate = environment.getTemplate.bind(environment);
  const heard = new WeakSet<Template>();
  environment.getTemplate = (name, eager, parent, ignoreMissing, callback) => {
    if (typeof callback !== "function") return getTemplate(name, eager, parent, ignoreMissing, callback);
    return getTemplate(name, eager, parent, ignoreMissing, (error, template) => {
      if (error) onFault(error);
      if (template && !heard.has(template)) {
        heard.add(template);
        hearTemplate(template, onFault);
      }
      callback(error, template);
    });
  };
}

function hearTemplate(template: Template, onFault: (error: Error) => void): void {
  const render = template.render.bind(template);
  template.render = (context, frame, callback) => {
    if (typeof callback !== "function") return render(context, frame, callback);
    return render(context, frame, (error, result) => {
      if (error) onFault(error);
      callback(error, result);
    });
  };
}
