internal import Equations
internal import Judging
internal import Reference

/// The numbers of one parameter, or of a quantity of no parameter, beside those of its equation in one case.
struct Columns {
  let examination: Examination
  let parameter: String
  /// The layout of one step.
  let shape: [Int]
  let axes: [Axis]
  let published: Block
  /// The numbers of the equation; nil for a choice, which has a property instead.
  let computed: Block?
  /// True for the numbers that are wrong, nil for those that cannot be judged; step after step.
  let isWrong: [Bool?]
  /// The numbers before the first step, if they are known.
  let start: [Double]?

  var count: Int { shape.reduce(1, *) }
  var steps: Int { count == 0 ? 0 : published.count / count }

  /// True if a number is exactly the one of the step before.
  func isUnchanged(_ position: Int) -> Bool {
    let before = position < count ? start.map { $0[position] } : published.values[position - count]
    return before == published.values[position]
  }
}

extension WrongQuantity {
  /// The numbers of every case and parameter; nil if some cannot be laid beside those of an equation.
  var columns: [Columns]? {
    var found: [Columns] = []
    for examination in examinations {
      guard let own = isChoice ? chosen(in: examination) : computed(in: examination) else { return nil }
      found += own
    }
    return found.isEmpty ? nil : found
  }

  private func computed(in examination: Examination) -> [Columns]? {
    let names = examination.inputs.names
    var found: [Columns] = []
    for equation in equations {
      guard let computed = examination.evaluate(equation) else { return nil }
      let published = recipe.value(of: equation.target, in: examination.trace, names)
      guard computed.isPerParameter == published.isPerParameter || !computed.isPerParameter else { return nil }
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        guard block.axes.first == .step, !computed.isPerParameter || index < computed.blocks.count,
          let pairs = Pairs(block, computed.block(index), examination.precision)
        else { return nil }
        let parameter = equation.target.parameter ?? (published.isPerParameter ? names[index] : "")
        let start =
          name == "weights"
          ? examination.inputs.parameters[parameter]?.values
          : isState ? examination.start(of: equation.target, index, count: pairs.stride) : nil
        found.append(
          Columns(
            examination: examination, parameter: parameter, shape: Array(block.shape.dropFirst()),
            axes: Array(block.axes.dropFirst()), published: block, computed: pairs.computed,
            isWrong: pairs.indices.map { pairs.ratio($0).map { $0 > Bound.allowance } }, start: start))
      }
    }
    return found
  }

  /// A choice of one number a step, judged by its property.
  private func chosen(in examination: Examination) -> [Columns]? {
    guard let property = recipe.component.choices[name], let value = examination.evaluate(property),
      !value.isPerParameter, value.blocks[0].axes == [.step]
    else { return nil }
    let published = recipe.value(of: name, in: examination.trace, examination.inputs.names)
    guard !published.isPerParameter, published.blocks[0].axes == [.step] else { return nil }
    let block = value.blocks[0]
    let isWrong = block.values.indices.map { step -> Bool? in
      Bound.ratio(0, block.values[step], error: block.error?[step] ?? 0, examination.precision)
        .map { $0 > Bound.allowance }
    }
    return [
      Columns(
        examination: examination, parameter: "", shape: [], axes: [], published: published.blocks[0], computed: nil,
        isWrong: isWrong, start: nil)
    ]
  }
}

extension Examination {
  /// The numbers of a state before the first step: zero, unless its recipe says otherwise.
  fileprivate func start(of state: Reference, _ index: Int, count: Int) -> [Double] {
    let zeros = [Double](repeating: 0, count: count)
    guard let before = evaluate(previous(Expression(.quantity(state)))), index < before.blocks.count else {
      return zeros
    }
    let values = before.block(index).values
    return values.count >= count ? Array(values.prefix(count)) : zeros
  }
}
