internal import Equations
internal import Judging

/// Mistakes of a formula that a program makes at some steps only, or under a condition.
enum Sometimes {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    guard quantity.equations.count == 1 else { return [] }
    let spots = PatternSearch(quantity).conditions
    // The sort is stable only with the position beside.
    let likeliest = quantity.named.enumerated().sorted {
      ($0.element.surprise, $0.offset) < ($1.element.surprise, $1.offset)
    }
    return spots.flatMap { spot, condition in
      likeliest.map(\.element).map { edit in
        let formula = select(condition, edit.formula, quantity.formula)
        return SupposedRun(.sometimes(spot, edit), of: quantity, formula: formula) { examination in
          SupposedRun.Trial(examination, [Equation(quantity.equations[0].target, formula)])
        }
      }
    }
  }
}

extension Spot {
  /// A formula that is not zero in the spot, and zero elsewhere; nil if there is none.
  var condition: Expression? {
    let t = Expression(.step)
    switch self {
    case .steps(.first): return equal(t, 1)
    case .steps(.only(let one)): return equal(t, number(Double(one)))
    case .steps(.from(let first)): return atLeast(t, number(Double(first)))
    case .steps(.every(let every, let remainder)):
      let count = number(Double(every))
      return equal(t - count * floor(t / count), number(Double(remainder)))
    case .sign(let source, .zero): return equal(source, 0)
    case .sign(let source, .positive): return greater(source, 0)
    case .sign(let source, .negative): return greater(0, source)
    case .but(let spot): return spot.condition.map { 1 - $0 }
    default: return nil
    }
  }
}
