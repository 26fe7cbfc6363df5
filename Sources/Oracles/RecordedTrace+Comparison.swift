package import Equations
internal import Reference
internal import Tensors
internal import Traces

extension RecordedTrace {
  /// The distance of one recorded tensor from the recipe's.
  package struct Comparison: Sendable {
    package let tensor: String
    /// Relative, see `RecordedTrace.alongSteps` and `RecordedTrace.ofTensor`; infinite if ours is missing, of another
    /// shape or not finite.
    package let difference: Double
  }

  /// Compares every recorded tensor of the recipe's quantities, except the inputs that the file gave.
  package func comparisons() throws(RecipeError) -> [Comparison] {
    let recipe = try recipe
    let trace = try recipe.trace(inputs(for: recipe))
    let given = Set(recipe.inputs.map(\.name))
    return file.tensors.sorted { $0.key < $1.key }.compactMap { key, theirs in
      let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
      let (quantity, parameter) = (parts[0], parts.count > 1 ? parts[1] : "")
      guard recipe.quantities.contains(quantity), !given.contains(quantity) else { return nil }
      // A quantity of the whole network is recorded once for each parameter by some libraries.
      let shared = recipe.component.isAlongSteps ? trace[quantity, ""] : nil
      guard let ours = trace[quantity, parameter] ?? shared else {
        return Comparison(tensor: key, difference: .infinity)
      }
      let difference =
        recipe.component.isAlongSteps
        ? Self.alongSteps(selected(ours, theirs), theirs.values, stride: ours.stride) : ofLayer(ours, theirs)
      return Comparison(tensor: key, difference: difference)
    }
  }

  /// Returns our values at the steps that the file has: all of them, those it lists, or the last.
  private func selected(_ series: Trace.Series, _ theirs: Tensor) -> [Double] {
    if let step = file.tensors["step"] { return step.values.flatMap { Array(series.step(Int($0) - 1)) } }
    return theirs.shape.isEmpty ? Array(series.step(series.steps - 1)) : series.values
  }

  private func ofLayer(_ ours: Trace.Series, _ theirs: Tensor) -> Double {
    let own = ours.steps > 1 || theirs.shape.count > ours.shape.count ? [ours.steps] + ours.shape : ours.shape
    if own == theirs.shape { return Self.ofTensor(ours.values, theirs.values) }
    guard ours.steps > 1, ours.shape == theirs.shape else {
      return theirs.count == 1 && ours.values.count == 1 ? Self.ofTensor(ours.values, theirs.values) : .infinity
    }
    // The file has the sum over the steps.
    let sums = (0..<ours.stride).map { place in
      (0..<ours.steps).reduce(0) { $0 + ours.values[$1 * ours.stride + place] }
    }
    return Self.ofTensor(sums, theirs.values)
  }

  /// The least magnitude to divide by, as a part of the largest that the element had so far. If an element nearly
  /// cancels itself, only the rounding of the numbers before it is left.
  private static let floor = 0.01

  /// Returns the largest |a − b| / max(|a|, |b|, floor · |the element's largest so far|).
  ///
  /// - Parameter stride: the number of elements in a step.
  package static func alongSteps(_ a: [Double], _ b: [Double], stride: Int) -> Double {
    guard a.count == b.count else { return .infinity }
    var largest = [Double](repeating: 0, count: stride)
    var worst = 0.0
    for (index, (x, y)) in zip(a, b).enumerated() where x != y || x.isFinite {
      guard x.isFinite, y.isFinite else { return .infinity }
      let element = index % stride
      largest[element] = max(largest[element], abs(x), abs(y))
      if x != y { worst = max(worst, abs(x - y) / max(abs(x), abs(y), floor * largest[element])) }
    }
    return worst
  }

  /// Returns the largest |a − b| in units of b's largest magnitude.
  package static func ofTensor(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    let scale = b.map { abs($0) }.max() ?? 0
    var worst = 0.0
    for (a, b) in zip(a, b) where a != b {
      guard a.isFinite, b.isFinite else { return .infinity }
      worst = max(worst, abs(a - b) / scale)
    }
    return worst
  }
}
