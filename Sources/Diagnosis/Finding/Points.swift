internal import Equations
internal import Judging
internal import Reference

/// The published numbers of one equation in all cases, laid flat: a point for each number.
struct Points {
  let examinations: [Examination]
  let target: Reference
  let published: [Double]
  /// The case, the step within it, and the element within the step, each counted from 0, of every point.
  private(set) var cases: [Int] = []
  private(set) var steps: [Int] = []
  private(set) var elements: [Int] = []
  private let blocks: [Value]

  /// The parameters whose numbers these are; nil for all.
  private let parameters: Set<String>?

  /// - Returns: nil if the numbers are not laid out step by step.
  init?(_ examinations: [Examination], _ target: Reference, only parameters: Set<String>? = nil) {
    self.examinations = examinations
    self.target = target
    self.parameters = parameters
    blocks = examinations.map {
      $0.recipe.value(of: target, in: $0.trace, $0.inputs.names).only(parameters, $0.inputs.names)
    }
    var published: [Double] = []
    for (index, value) in blocks.enumerated() {
      var before = 0
      for block in value.blocks where !block.isAbsent {
        guard block.axes.first == .step, block.shape[0] > 0 else { return nil }
        let stride = block.count / block.shape[0]
        published += block.values
        for position in 0..<block.count {
          cases.append(index)
          steps.append(position / stride)
          elements.append(before + position % stride)
        }
        before += stride
      }
    }
    guard !published.isEmpty else { return nil }
    self.published = published
  }

  var count: Int { published.count }

  /// That of the program, the same in all cases.
  var precision: Precision { examinations.first?.precision ?? .double }

  /// The judgement of a formula on these numbers of one case.
  func judge(_ formula: Expression, in examination: Examination) -> Judgement? {
    examination.judge([Equation(target, formula)], on: examination.run) {
      $0.only(parameters, examination.inputs.names)
    }
  }

  /// Numbers at all points, each with its error bound.
  struct Series {
    var values: [Double]
    var errors: [Double]

    /// The same at some of the points.
    func at(_ chosen: [Int]) -> Series {
      Series(values: chosen.map { values[$0] }, errors: chosen.map { errors[$0] })
    }
  }

  /// A formula's values at all points; nil if it has none in the target's layout.
  func series(_ node: Node) -> Series? {
    var series = Series(values: [], errors: [])
    series.values.reserveCapacity(count)
    series.errors.reserveCapacity(count)
    for (examination, own) in zip(examinations, blocks) {
      guard let computed = examination.evaluate(Expression(node)), own.isPerParameter || !computed.isPerParameter
      else { return nil }
      for (index, block) in own.blocks.enumerated() where !block.isAbsent {
        guard !computed.isPerParameter || index < computed.blocks.count, computed.block(index).fits(block)
        else { return nil }
        let aligned = computed.block(index).aligned(to: block.axes, shape: block.shape)
        series.values += aligned.values
        series.errors += aligned.error ?? [Double](repeating: 0, count: aligned.count)
      }
    }
    return series
  }
}

extension Points {
  /// A formula's value at one point; nil if it has none.
  func value(of node: Node, at point: Int) -> Double? { computed(node, at: point)?.value }

  /// A formula's value at one point, and the bound of its rounding.
  func computed(_ node: Node, at point: Int) -> (value: Double, error: Double)? {
    let own = cases[point]
    guard let computed = examinations[own].evaluate(Expression(node)),
      blocks[own].isPerParameter || !computed.isPerParameter
    else { return nil }
    var position = position(point)
    for (index, block) in blocks[own].blocks.enumerated() where !block.isAbsent {
      if position >= block.count {
        position -= block.count
        continue
      }
      guard !computed.isPerParameter || index < computed.blocks.count, computed.block(index).fits(block) else {
        return nil
      }
      let aligned = computed.block(index).aligned(to: block.axes, shape: block.shape)
      return (aligned.values[position], aligned.error?[position] ?? 0)
    }
    return nil
  }
}

extension Value {
  /// The numbers of some parameters alone; those of no parameter stay.
  fileprivate func only(_ parameters: Set<String>?, _ names: [String]) -> Value {
    guard let parameters, isPerParameter else { return self }
    return Value(perParameter: zip(names, blocks).map { parameters.contains($0) ? $1 : .absent })
  }
}
