internal import Equations
internal import GradeModel
internal import Judging
internal import Reference
internal import Traces

extension Examination {
  /// The numbers about a wrong quantity; nil if no number of it can be held against its equation.
  ///
  /// - Parameter supposed: the formula that the program was found to compute, of the quantity or of a step before it.
  func figure(of quantity: String, supposing supposed: Edit?) -> QuantityFigure? {
    guard let failure = firstFailure(of: quantity) else { return nil }
    let (pairs, block, position) = (failure.pairs, failure.block, failure.position)
    let rendering = Rendering(for: recipe)
    let wrong = supposed.flatMap { equation(of: $0, behind: failure.equation) }
    let (asked, yours) = formulas(wrong ?? failure.equation, wrong.flatMap { _ in supposed?.formula }, rendering)
    let first = firstFailure(failure, rendering)
    var figure = QuantityFigure(caseID: caseID, quantity: quantity, asked: asked, yours: yours, first: first)
    let steps = Self.kept(inputs.steps, with: first.step)
    figure.residuals = steps.compactMap { step in
      let ofStep = failure.all.flatMap { pairs in
        ((step - 1) * pairs.stride..<min(step * pairs.stride, pairs.published.count)).map {
          (pairs, $0, pairs.ratio($0))
        }
      }
      let worst = ofStep.filter { $0.2?.isFinite ?? false }.max { ($0.2 ?? 0) < ($1.2 ?? 0) }
      return worst.map { Residual(step: step, distance: $0.0.distance($0.1), allowed: $0.0.allowed($0.1)) }
    }
    guard let yours = trace[quantity, first.parameter], let golden = golden[quantity, first.parameter] else {
      return figure
    }
    let own = wrong?.target == failure.equation.target ? supposed?.formula : nil
    let diagnosed = own.flatMap(evaluate)?.block(block).laid(like: pairs.published)
    let element = position % pairs.stride
    let skipped = 1 - Trace.firstStep(of: quantity)
    figure.values = steps.compactMap { step in
      let at = (step - 1 + skipped) * yours.stride + element
      guard yours.values.indices.contains(at), golden.values.indices.contains(at) else { return nil }
      return ElementStep(
        step: step, yours: yours.values[at], expected: golden.values[at],
        diagnosed: diagnosed?.values[(step - 1) * pairs.stride + element])
    }
    return figure
  }

  /// The equation that an edit changes, if it says something about one that failed: a formula of another parameter does not.
  private func equation(of edit: Edit, behind failed: Equation) -> Equation? {
    if edit.quantity == failed.target.name {
      return edit.parameter == nil || edit.parameter == failed.target.parameter ? failed : nil
    }
    let equations = recipe.equations(of: edit.quantity)
    return equations.first { $0.target.parameter == edit.parameter } ?? (equations.count == 1 ? equations[0] : nil)
  }

  /// An equation and a program's formula for it, with the parts marked in which they differ.
  private func formulas(
    _ asked: Equation, _ own: Expression?, _ rendering: Rendering
  ) -> (asked: MathFormula, yours: MathFormula?) {
    let departures = own.map { asked.formula.node.departures(from: $0.node) }
    return (
      MathFormula(
        markup: rendering.mathML(asked, marking: departures?.own ?? []), isMarked: departures?.own.isEmpty == false),
      own.map {
        MathFormula(
          markup: rendering.mathML(Equation(asked.target, $0), marking: departures?.other ?? []),
          isMarked: departures?.other.isEmpty == false)
      }
    )
  }

  /// The loss that is reported, or that of a given objective at the weights.
  var lossFigure: LossFigure? {
    let steps = Self.kept(inputs.steps, with: 1)
    if let yours = trace["loss", ""], let expected = golden["loss", ""], yours.stride == 1, yours.steps > 1 {
      return LossFigure(
        caseID: caseID,
        steps: steps.filter { $0 <= min(yours.steps, expected.steps) }.map {
          ElementStep(step: $0, yours: yours.values[$0 - 1], expected: expected.values[$0 - 1])
        })
    }
    guard inputs.objective != nil, inputs.steps > 1, let yours = losses(in: trace), let expected = losses(in: golden)
    else { return nil }
    return LossFigure(
      caseID: caseID, steps: steps.map { ElementStep(step: $0, yours: yours[$0], expected: expected[$0]) })
  }

  /// The quadratic objective at the weights before the first step and after each.
  private func losses(in trace: Trace) -> [Double]? {
    var losses = [Double](repeating: 0, count: inputs.steps + 1)
    for name in inputs.names {
      guard let weights = trace["weights", name], weights.steps == losses.count,
        let curvature = inputs.constants[Trace.Key("curvature", name)]?.values,
        let center = inputs.constants[Trace.Key("center", name)]?.values
      else { return nil }
      for step in losses.indices {
        for (index, weight) in weights.step(step).enumerated() {
          let away = weight - center[index]
          losses[step] += curvature[index] * away * away / 2
        }
      }
    }
    return losses
  }

  /// The way of the two weights that stray farthest from the expected ones, or else that go farthest.
  var pathFigure: PathFigure? {
    guard inputs.objective != nil, inputs.steps > 1 else { return nil }
    var ways: [(direction: PathFigure.Direction, yours: [Double], expected: [Double], stray: Double, length: Double)] =
      []
    for name in inputs.names {
      guard let own = trace["weights", name], let right = golden["weights", name], own.steps == right.steps,
        let curvature = inputs.constants[Trace.Key("curvature", name)]?.values,
        let center = inputs.constants[Trace.Key("center", name)]?.values
      else { continue }
      for element in 0..<own.stride where curvature[element] > 0 {
        let yours = (0..<own.steps).map { own.values[$0 * own.stride + element] }
        let expected = (0..<own.steps).map { right.values[$0 * own.stride + element] }
        guard yours.allSatisfy(\.isFinite), expected.allSatisfy(\.isFinite), let start = expected.first else {
          continue
        }
        let index = own.shape.isEmpty ? "" : "\(Self.index(of: element, in: own.shape))"
        ways.append(
          (
            PathFigure.Direction(name: name + index, curvature: curvature[element], center: center[element]), yours,
            expected, zip(yours, expected).map { abs($0 - $1) }.max() ?? 0, abs(start - center[element])
          ))
      }
    }
    let sorted = ways.sorted { ($0.stray, $0.length, $1.direction.name) > ($1.stray, $1.length, $0.direction.name) }
    guard sorted.count >= 2 else { return nil }
    let (x, y) = (sorted[0], sorted[1])
    let steps = [0] + Self.kept(inputs.steps, with: 1)
    return PathFigure(
      caseID: caseID, x: x.direction, y: y.direction,
      yours: steps.map { .init(step: $0, x: x.yours[$0], y: y.yours[$0]) },
      expected: steps.map { .init(step: $0, x: x.expected[$0], y: y.expected[$0]) })
  }

  // MARK: The first failure

  private struct Failure {
    let equation: Equation
    let pairs: Pairs
    /// The pairs of all parameters.
    let all: [Pairs]
    /// The number of the parameter.
    let block: Int
    let position: Int
  }

  /// The first number, by step and then by parameter, that its equation does not allow.
  private func firstFailure(of quantity: String) -> Failure? {
    var found: (equation: Equation, pairs: Pairs, block: Int, position: Int)?
    var all: [Pairs] = []
    for equation in recipe.equations(of: quantity) {
      guard let computed = evaluate(equation) else { continue }
      let published = recipe.value(of: equation.target, in: trace, inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        guard let pairs = Pairs(block, computed.block(index), precision) else { continue }
        all.append(pairs)
        guard let position = pairs.indices.first(where: { pairs.ratio($0).map { $0 > Bound.allowance } ?? false })
        else { continue }
        if let found, found.pairs.step(found.position) <= pairs.step(position) { continue }
        found = (equation, pairs, index, position)
      }
    }
    return found.map {
      Failure(equation: $0.equation, pairs: $0.pairs, all: all, block: $0.block, position: $0.position)
    }
  }

  private func firstFailure(_ failure: Failure, _ rendering: Rendering) -> FirstFailure {
    let (pairs, position) = (failure.pairs, failure.position)
    let published = pairs.published
    let shape = published.axes.first == .step ? Array(published.shape.dropFirst()) : published.shape
    let index = Self.index(of: position % pairs.stride, in: shape)
    let isPerParameter = recipe.value(of: failure.equation.target.name, in: trace, inputs.names).isPerParameter
    var first = FirstFailure(
      parameter: failure.equation.target.parameter ?? (isPerParameter ? inputs.names[failure.block] : ""),
      step: pairs.step(position) + 1, steps: inputs.steps, index: index, yours: published.values[position],
      computed: pairs.computed.values[position], allowed: pairs.allowed(position))
    var seen: [Node] = []
    for leaf in failure.equation.formula.node.subformulas where leaf.operands.isEmpty && !seen.contains(leaf) {
      if case .number = leaf { continue }
      seen.append(leaf)
      guard first.inputs.count < FirstFailure.mostInputs,
        let block = evaluate(Expression(leaf))?.block(failure.block),
        let value = block.element(of: published, at: position)
      else { continue }
      first.inputs.append(
        EquationInput(
          name: rendering.text(Expression(leaf)), symbol: MathFormula(markup: rendering.mathML(Expression(leaf))),
          value: value))
    }
    return first
  }

  private static func index(of position: Int, in shape: [Int]) -> [Int] {
    var rest = position
    var index: [Int] = []
    for extent in shape.reversed() {
      index.insert(rest % max(extent, 1), at: 0)
      rest /= max(extent, 1)
    }
    return index
  }

  /// So many steps that a picture has room for, evenly spread, and one that must be among them.
  private static func kept(_ steps: Int, with wanted: Int) -> [Int] {
    guard steps > Figures.mostSteps else { return steps > 0 ? Array(1...steps) : [] }
    let spread = (0..<Figures.mostSteps - 1).map { 1 + $0 * (steps - 1) / (Figures.mostSteps - 2) }
    return Set(spread + [wanted]).sorted()
  }
}

extension Block {
  /// The numbers laid out as those of another block; nil if they have another layout.
  fileprivate func laid(like other: Block) -> Block? {
    fits(other) ? aligned(to: other.axes, shape: other.shape) : nil
  }

  /// The number that goes with one of another block; nil if several do.
  fileprivate func element(of other: Block, at position: Int) -> Double? {
    if isAbsent { return nil }
    return laid(like: other)?.values[position]
  }
}
