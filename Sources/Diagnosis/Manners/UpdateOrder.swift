internal import Equations
internal import Judging
internal import Reference

/// Quantities that are computed after the update, from weights that belong to the next step.
enum LookingAhead {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    guard quantity.name != "weights" else { return [] }
    if quantity.recipe.parameters.isEmpty { return afterwards(quantity) }
    return [
      SupposedRun(.looksAhead, of: quantity) { examination in
        (try? examination.run(supposing: [:], looksAhead: true)).map {
          SupposedRun.Trial(examination, quantity.equations, on: $0)
        }
      }
    ]
  }
}

extension LookingAhead {
  /// An optimizer's quantity of the weights, and of another value, that the step has left: what it takes of the step
  /// before is this step's. A single one is told by the formula.
  private static func afterwards(_ quantity: WrongQuantity) -> [SupposedRun] {
    let earlier = quantity.equations.map { equation in
      Set(equation.formula.node.subformulas.filter { $0.isOfStepBefore(of: equation.target.name) })
    }
    guard earlier.contains(where: { nodes in nodes.count > 1 && nodes.contains { $0.reference?.name == "weights" } })
    else { return [] }
    return [
      SupposedRun(.looksAhead, of: quantity) { formula in
        Expression(
          formula.node.rewritten { node in
            guard node.isOfStepBefore(of: quantity.name), let reference = node.reference else { return node }
            return .quantity(reference)
          })
      }
    ].compactMap(\.self)
  }
}

extension Node {
  /// True for a value of the step before that is not a quantity's own.
  fileprivate func isOfStepBefore(of quantity: String) -> Bool {
    if case .previous(let reference, along: .step) = self { reference.name != quantity } else { false }
  }
}

/// Weights that are reported before the update, so that each step's stand there one step late.
///
/// A program that updates by the gradient of the step before reports the same weights. It is told apart by what was
/// computed from them: after an early report that follows from the weights of the same step.
enum EarlyReport {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    let recipe = quantity.recipe
    guard quantity.name == "weights", recipe.isNetwork else { return [] }
    let witnesses = recipe.dependents(of: ["weights"]).subtracting(["weights"]).sorted()
    return [
      SupposedRun(.reportsEarly, of: quantity) { examination in
        let late = quantity.equations.compactMap { $0.oneStepLate }
        guard late.count == quantity.equations.count, let ahead = try? examination.run(supposing: [:], looksAhead: true)
        else { return nil }
        let published = witnesses.filter(examination.isPublished)
        let isWitnessed = published.contains { name in
          examination.judge(name)?.agrees == false
            && examination.judge(recipe.equations(of: name), on: ahead)?.agrees == true
        }
        return isWitnessed ? SupposedRun.Trial(examination, late) : nil
      }
    ]
  }
}

/// Numbers that are reported a step late, or worked out before what they are worked out from.
enum LateReport {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    guard quantity.equations.count == 1, !quantity.isState else { return [] }
    return [
      SupposedRun(.reportsLate, of: quantity) { examination in
        guard let before = examination.prefix(examination.inputs.steps - 1) else { return nil }
        var trial = SupposedRun.Trial(examination, quantity.equations, on: before.run)
        trial.reading = { $0.map(\.withoutFirstStep) }
        return trial
      }
    ]
  }
}

extension Block {
  fileprivate var withoutFirstStep: Block {
    guard axes.first == .step, shape[0] > 0 else { return self }
    let stride = count / shape[0]
    return Block(
      axes: axes, shape: [shape[0] - 1] + shape.dropFirst(), values: Array(values.dropFirst(stride)),
      error: error.map { Array($0.dropFirst(stride)) })
  }
}

extension Equation {
  /// The equation of weights that are reported a step late; nil if it looks back on anything else.
  fileprivate var oneStepLate: Equation? {
    var node = formula.node
    for part in node.subformulas {
      switch part {
      case .previous(let reference, along: .step) where reference.name != target.name: return nil
      case .quantity(let reference) where reference.name != target.name:
        node = node.replacing(part, by: .previous(reference, along: .step))
      case .step, .recent: return nil
      default: break
      }
    }
    return Equation(
      target, select(equal(Expression(.step), 1), Expression(.previous(target, along: .step)), Expression(node)))
  }
}
