internal import Equations
internal import Judging
internal import Reference
internal import Tensors
internal import Traces

extension Examination {
  /// A published number beside the computed one, element by element of one parameter or of the whole quantity.
  struct Columns {
    let parameter: String
    /// The shape of one step.
    let shape: [Int]
    let axes: [Axis]
    let published: Block
    let computed: Block

    var count: Int { shape.reduce(1, *) }
    var steps: Int { count == 0 ? 0 : published.count / count }

    /// The elements that a mask selects, as one row a step.
    func taking(_ mask: [Bool]) -> (published: Block, computed: Block) {
      func taken(_ numbers: [Double]) -> [Double] {
        numbers.indices.filter { mask[$0 % count] }.map { numbers[$0] }
      }
      let kept = mask.count(where: \.self)
      func block(_ block: Block) -> Block {
        Block(
          axes: [.step, .dimension(0)], shape: [steps, kept], values: taken(block.values), error: block.error.map(taken)
        )
      }
      return (block(published), block(computed))
    }

    /// True for the elements that depart from the computed ones at some step.
    func departures(_ precision: Precision) -> [Bool] {
      Pairs(published, computed, precision)?.departures ?? [Bool](repeating: true, count: count)
    }
  }

  /// The numbers of a quantity beside those of a formula; nil if it cannot be evaluated, or has another layout.
  func columns(_ formula: Expression, for quantity: String) -> [Columns]? {
    guard recipe.equations(of: quantity).count == 1, let computed = evaluate(formula) else { return nil }
    let published = recipe.value(of: quantity, in: trace, inputs.names)
    guard computed.isPerParameter == published.isPerParameter || !computed.isPerParameter else { return nil }
    var found: [Columns] = []
    for (index, block) in published.blocks.enumerated() where !block.isAbsent {
      guard block.axes.first == .step, !computed.isPerParameter || index < computed.blocks.count,
        computed.block(index).fits(block)
      else { return nil }
      found.append(
        Columns(
          parameter: published.isPerParameter ? inputs.names[index] : "", shape: Array(block.shape.dropFirst()),
          axes: Array(block.axes.dropFirst()), published: block,
          computed: computed.block(index).aligned(to: block.axes, shape: block.shape)))
    }
    return found
  }

  /// The same run of a program whose counter is not 1, 2, 3, …
  func counting(_ counter: Value) -> Examination? {
    try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden, trace: trace, precision: precision,
      counter: counter)
  }

  /// The same run with the program's own copy in the place of an input, as each step has left it. nil if the copy is
  /// unchanged.
  func using(changed input: String) -> Examination? {
    let key = Trace.Key(input)
    guard let given = inputs.constants[key], let own = kept[key], own.shape == given.shape,
      own.steps == inputs.steps, own.values.allSatisfy(\.isFinite),
      (0..<own.steps).contains(where: { Array(own.step($0)) != given.values })
    else { return nil }
    var inputs = inputs
    inputs.constants[key] = inputs.steps == 1 ? Tensor(shape: own.shape, values: own.values) : nil
    inputs.series[key] = inputs.steps == 1 ? nil : own
    return try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden, trace: trace, precision: precision)
  }

  /// The same run as one of another recipe; nil if the inputs do not suffice for that recipe.
  func following(_ other: Recipe) -> Examination? {
    let names = Set(other.inputs.map(\.name))
    guard names.isSubset(of: Set(recipe.inputs.map(\.name))) else { return nil }
    var inputs = inputs
    inputs.constants = inputs.constants.filter { names.contains($0.key.quantity) }
    inputs.series = Trace(series: inputs.series.series.filter { names.contains($0.key.quantity) })
    inputs.settings = inputs.settings.filter { other.defaults[$0.key] != nil }
    inputs.schedules = inputs.schedules.filter { other.defaults[$0.key] != nil }
    guard (try? inputs.validate(for: other)) != nil else { return nil }
    let known = Set(other.quantities).union(names)
    let own = Trace(series: trace.series.filter { known.contains($0.key.quantity) })
    return try? Examination(
      caseID: caseID, recipe: other, inputs: inputs, golden: golden, trace: own, precision: precision)
  }
}
