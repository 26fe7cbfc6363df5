extension Recipe {
  /// This recipe working on what another makes of one of its quantities: an optimizer on clipped gradients.
  ///
  /// Settings that both have keep their name here; those of `first` get its name in front: `clipByNorm.epsilon`.
  ///
  /// - Parameters:
  ///   - first: evaluated as soon as `quantity` is there.
  ///   - output: what `first` gives, which stands in for `quantity` from then on.
  package func fed(by first: Recipe, _ output: String, as quantity: String) -> Recipe {
    let shared = Set(component.settings.map(\.name))
    func prefixed(_ setting: String) -> String { shared.contains(setting) ? "\(first.name).\(setting)" : setting }
    let given = first.equations.map { equation in
      equation.replacing { node in
        if case .setting(let name) = node { return .setting(prefixed(name)) }
        return node
      }
    }
    let start = equations.lastIndex { $0.target.name == quantity }.map { $0 + 1 } ?? 0
    let fed = equations[start...].map { equation in
      equation.replacing { $0.replacing(quantity: quantity, with: output) }
    }
    let settings = first.component.settings.map { $0.settled(in: first.convention, as: prefixed($0.name)) }
    let own = component.settings.map { $0.settled(in: convention) }
    let composed = Component(composing: first.component, with: component, settings: settings + own)
    return Recipe(
      component: composed, convention: "\(first.convention)+\(convention)",
      equations: equations[..<start] + given + fed)
  }
}

extension Equation {
  fileprivate func replacing(_ leaf: (Node) -> Node) -> Equation {
    Equation(target, Expression(formula.node.replacing(leaves: leaf)))
  }
}

extension Node {
  fileprivate func replacing(leaves leaf: (Node) -> Node) -> Node {
    leaf(operands.isEmpty ? self : replacing(operands: operands.map { $0.replacing(leaves: leaf) }))
  }

  fileprivate func replacing(quantity name: String, with other: String) -> Node {
    func renamed(_ reference: Reference) -> Reference {
      reference.name == name ? Reference(other, of: reference.parameter) : reference
    }
    return switch self {
    case .quantity(let reference): .quantity(renamed(reference))
    case .previous(let reference, let axis): .previous(renamed(reference), along: axis)
    case .next(let reference, let axis): .next(renamed(reference), along: axis)
    case .recent(let reference, let count): .recent(renamed(reference), count: count)
    default: self
    }
  }
}
