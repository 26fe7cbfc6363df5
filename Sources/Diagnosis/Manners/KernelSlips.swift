internal import Equations
internal import Judging

/// A kernel that is laid elsewhere than the settings say, by a program that works out the positions itself.
package enum KernelSlip: Hashable, Sendable, CaseIterable {
  /// It moves by one place at a time.
  case strideOne
  /// The padding is not taken off the position.
  case noPadding
  /// Places outside of the image count as zero, and should not count.
  case zerosOutside
}

/// Layers whose kernel lies at other places there, or on the way back, than those that the extents are made of.
enum KernelSlips {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    KernelSlip.allCases.flatMap { slip -> [SupposedRun] in
      let own = quantity.changed(slip.changing)
      var between: [String: Expression] = [:]
      for name in quantity.hidden where quantity.recipe.equations(of: name).count == 1 {
        guard let formula = quantity.recipe.formula(of: name), slip.changing(formula) != formula else { continue }
        between[name] = slip.changing(formula)
      }
      let both = own.map { [(equations: $0, hidden: [:]), (equations: $0, hidden: between)] } ?? []
      let all = both + [(equations: quantity.equations, hidden: between)]
      return all.enumerated().filter { $0.offset == 0 && own != nil || !$0.element.hidden.isEmpty }.map { _, supposed in
        SupposedRun(.lays(slip), of: quantity) { examination in
          let asked = supposed.equations.flatMap { [$0.formula] + examination.recipe.forms(of: $0.target) }
          return (try? examination.run(supposing: supposed.hidden, for: asked)).map {
            SupposedRun.Trial(examination, supposed.equations, on: $0)
          }
        }
      }
    }
  }
}

extension KernelSlip {
  /// A formula with the slip in each of its windows, there and back.
  fileprivate func changing(_ formula: Expression) -> Expression {
    Expression(
      formula.node.rewritten { node in
        switch node {
        case .window(let a, let window): isSeen(window) ? met(Expression(a), window) : node
        case .fold(let a, let original, let window):
          isSeen(window) && self != .zerosOutside ? folded(Expression(a), window, like: Expression(original)) : node
        default: node
        }
      })
  }

  /// True if the slip may make a difference.
  fileprivate func isSeen(_ window: Window) -> Bool {
    switch self {
    case .strideOne: window.stride != 1
    case .noPadding: window.padding != 0
    case .zerosOutside: window.fill != 0
    }
  }

  /// The positions of an axis that a kernel's entries meet.
  private func position(_ entries: Expression, _ places: Axis, _ window: Window) -> Expression {
    let (place, offset) = (positions(of: entries, places), positions(of: entries, window.kernel))
    return switch self {
    case .strideOne: place + offset - window.padding
    case .noPadding: window.stride * place + offset
    case .zerosOutside: window.stride * place + offset - window.padding
    }
  }

  /// The entries that a kernel meets, as many as the right ones.
  fileprivate func met(_ a: Expression, _ window: Window) -> Node {
    let position = position(Equations.window(a, window), window.axis, window)
    let last = extent(of: a, window.axis) - 1
    let isInside = atLeast(position, 0) * atLeast(last, position)
    let fill = self == .zerosOutside ? 0 : window.fill
    return select(isInside, gather(a, at: max(min(position, last), 0), along: window.axis), number(fill)).node
  }

  /// The sums of all entries that lie at one position of the axis.
  fileprivate func folded(_ a: Expression, _ window: Window, like original: Expression) -> Node {
    let place: Axis = "place"
    let entries = a.renamed(window.axis, to: place)
    let isThere = equal(position(entries, place, window), positions(of: original, window.axis))
    return contract(entries, isThere, over: place, window.kernel).node
  }
}
