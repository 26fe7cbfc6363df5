internal import Equations
internal import Reference

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Looks for the constant with which a formula gives a program's number: one unknown, one number, by bisection.
struct ConstantFit {
  let examinations: [Examination]
  let quantity: String
  let build: (Double) -> Expression

  /// A constant that fits the largest difference of the first steps, or nil where none brackets it.
  func value() -> Double? {
    guard let examination = examinations.first else { return nil }
    let published = examination.recipe.value(of: quantity, in: examination.trace, examination.inputs.names)
    // Magnitudes that settings have, on both sides of zero and of one.
    let sizes = (-40...12).map { (quarter: Int) -> Double in pow(10, Double(quarter) / 4) }
    let grid = (sizes + sizes.map { 1 - $0 }).sorted()
    guard let place = largest(published) else { return nil }
    func difference(_ constant: Double) -> Double? {
      guard let computed = examination.evaluate(build(constant)) else { return nil }
      let (parameter, position) = place
      let block = published.blocks[parameter]
      let own = computed.block(parameter)
      guard own.axes.allSatisfy(block.axes.contains) else { return nil }
      let result = own.aligned(to: block.axes, shape: block.shape).values[position] - block.values[position]
      return result.isFinite ? result : nil
    }
    var last: (Double, Double)?
    for point in grid {
      guard let value = difference(point) else {
        last = nil
        continue
      }
      if value == 0 { return point }
      if let (before, earlier) = last, (earlier < 0) != (value < 0) {
        if let root = bisect(before, point, earlier, difference) { return root }
      }
      last = (point, value)
    }
    return nil
  }

  private func bisect(
    _ low: Double, _ high: Double, _ atLow: Double, _ difference: (Double) -> Double?
  ) -> Double? {
    var (low, high) = (low, high)
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      guard let value = difference(middle) else { return nil }
      if (value < 0) == (atLow < 0) { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }

  /// The number with the largest magnitude, where a constant shows most.
  private func largest(_ value: Value) -> (Int, Int)? {
    var found: (Int, Int)?
    var size = 0.0
    for (parameter, block) in value.blocks.enumerated() {
      for (position, number) in block.values.enumerated() where number.isFinite && abs(number) > size {
        (found, size) = ((parameter, position), abs(number))
      }
    }
    return found
  }
}

extension Examination {
  /// What a formula gives on the program's own values.
  func evaluate(_ formula: Expression) -> Value? {
    try? recipe.recording(of: trace, inputs: inputs, precision: precision).evaluate(formula)
  }
}

extension Double {
  /// The number with so many significant digits, as a program would write it.
  func decimal(_ digits: Int) -> String {
    guard self != 0, isFinite else { return "\(self)" }
    let exponent = Int(floor(log10(abs(self))))
    let scale = pow(10, Double(digits - 1 - exponent))
    guard scale.isFinite, scale > 0 else { return "\(self)" }
    return "\((self * scale).rounded() / scale)"
  }
}
