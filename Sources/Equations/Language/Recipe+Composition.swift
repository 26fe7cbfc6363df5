extension Recipe {
  /// This recipe with another's output in place of one of its quantities: an optimizer on clipped gradients.
  ///
  /// Settings that both have keep their name here; those of `first` are prefixed with its name: `clipByNorm.epsilon`.
  ///
  /// - Parameters:
  ///   - first: evaluated as soon as `quantity` is there.
  ///   - output: the output of `first`, which stands in for `quantity` from then on.
  package func fed(by first: Recipe, _ output: String, as quantity: String) -> Recipe {
    let shared = Set(component.settings.map(\.name))
    func prefixed(_ setting: String) -> String { shared.contains(setting) ? "\(first.name).\(setting)" : setting }
    let given = first.equations.map { Substitution(setting: { setting(prefixed($0)) })($0) }
    let start = equations.lastIndex { $0.target.name == quantity }.map { $0 + 1 } ?? 0
    let substitution = Substitution(quantity: { $0.name == quantity ? Reference(output, of: $0.parameter) : $0 })
    let fed = equations[start...].map { substitution($0) }
    let settings = first.component.settings.map { $0.settled(in: first.convention, as: prefixed($0.name)) }
    let own = component.settings.map { $0.settled(in: convention) }
    let composed = Component(composing: first.component, with: component, settings: settings + own)
    return Recipe(
      component: composed, convention: "\(first.convention)+\(convention)",
      equations: equations[..<start] + given + fed)
  }
}
