/// The values that a run published: for each quantity and parameter, one tensor a step.
///
/// A trace says nothing about completeness: a program that crashed leaves series that are shorter than the case asked for.
package struct Trace: Equatable, Sendable {
  /// The name of one series: a quantity (`weights`, `mHat`, `loss`) of a parameter (`W`), or of no parameter (`""`).
  package struct Key: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let quantity: String
    /// The parameter's name; empty for a quantity that belongs to no parameter, such as a loss.
    package let parameter: String

    package init(_ quantity: String, _ parameter: String = "") {
      self.quantity = quantity
      self.parameter = parameter
    }

    package static func < (left: Key, right: Key) -> Bool {
      (left.quantity, left.parameter) < (right.quantity, right.parameter)
    }

    /// `quantity/parameter`, or the quantity alone: also its name in a safetensors file.
    package var description: String { parameter.isEmpty ? quantity : "\(quantity)/\(parameter)" }
  }

  /// The values of one quantity over consecutive steps, all of one shape.
  package struct Series: Equatable, Sendable {
    /// The shape of a single step's tensor.
    package let shape: [Int]
    /// Row-major values, the step slowest.
    package private(set) var values: [Double]

    /// The count of numbers in one step.
    package var stride: Int { shape.reduce(1, *) }
    /// The number of steps recorded.
    package private(set) var steps: Int

    package init(shape: [Int], steps: Int = 0, values: [Double] = []) {
      precondition(values.count == shape.reduce(1, *) * steps, "a series of \(steps) steps of \(shape)")
      self.shape = shape
      self.steps = steps
      self.values = values
    }

    /// Returns the values at a step, counted from 0.
    package func step(_ step: Int) -> ArraySlice<Double> {
      values[step * stride..<(step + 1) * stride]
    }

    /// Adds one more step.
    ///
    /// - Precondition: as many values as the shape holds.
    package mutating func append(_ step: some Collection<Double>) {
      precondition(step.count == stride, "a step of \(shape) holds \(stride) numbers, not \(step.count)")
      values.append(contentsOf: step)
      steps += 1
    }
  }

  package private(set) var series: [Key: Series]

  package init(series: [Key: Series] = [:]) {
    self.series = series
  }

  package subscript(key: Key) -> Series? {
    get { series[key] }
    // In place, so that adding a step does not copy all steps before it.
    _modify { yield &series[key] }
  }

  package subscript(quantity: String, parameter: String) -> Series? {
    get { series[Key(quantity, parameter)] }
    _modify { yield &series[Key(quantity, parameter)] }
  }

  /// Every key, sorted: the order in which a trace is written and compared.
  package var keys: [Key] { series.keys.sorted() }

  /// The quantities present, sorted.
  package var quantities: [String] { Set(series.keys.map(\.quantity)).sorted() }

  /// The step of a series' first entry: 0 for `weights`, which begin with their start, 1 for all else.
  package static func firstStep(of quantity: String) -> Int { quantity == "weights" ? 0 : 1 }

  /// Returns the parameters for which a quantity is present, sorted.
  package func parameters(of quantity: String) -> [String] {
    series.keys.filter { $0.quantity == quantity }.map(\.parameter).sorted()
  }
}
