/// The parameters of a model, or anything shaped like them: one ``Tensor`` for each name.
///
/// Arithmetic works element by element between `Parameters` of the same names and shapes, and with plain numbers:
///
///     m = beta1 * m + (1 - beta1) * g
///
/// A plain number stands for the same number everywhere, so `var m: Parameters = 0` needs no shapes.
public struct Parameters: Equatable, Sendable {
  /// The names, in the model's order; empty as long as this is only a number that fits any shape.
  public private(set) var names: [String]
  /// One tensor for each name.
  private(set) var tensors: [Tensor]
  /// The number that stands for every element while there are no names.
  private(set) var everywhere: Double

  /// The same number in every element, for any names and shapes.
  public init(_ number: Double) {
    names = []
    tensors = []
    everywhere = number
  }

  /// The same whole number in every element.
  @_disfavoredOverload
  public init(_ number: some BinaryInteger) { self.init(Double(number)) }

  /// The same number in every element.
  @_disfavoredOverload
  public init(_ number: Float) { self.init(Double(number)) }

  /// Parameters from names and as many tensors.
  ///
  /// - Precondition: the names differ and there are as many tensors.
  public init(names: [String], tensors: [Tensor]) {
    precondition(names.count == tensors.count, "\(names.count) names for \(tensors.count) tensors")
    precondition(Set(names).count == names.count, "two parameters have one name: \(names)")
    self.names = names
    self.tensors = tensors
    everywhere = 0
  }

  /// The tensor of a parameter, such as `weights["W"]`. A single number in it is `weights["W"][i]`.
  ///
  /// - Precondition: there is a parameter of that name.
  public subscript(name: String) -> Tensor {
    get { tensors[position(of: name)] }
    _modify { yield &tensors[position(of: name)] }
  }

  /// The same names and shapes with every number replaced.
  public func map(_ transform: (Double) -> Double) -> Parameters {
    var result = self
    result.everywhere = transform(everywhere)
    for position in tensors.indices {
      result.tensors[position] = tensors[position].map(transform)
    }
    return result
  }

  /// Names and shapes of `model`, filled with this value's number where this value has no names yet.
  func shaped(like model: Parameters) -> Parameters {
    guard names.isEmpty else { return self }
    return Parameters(
      names: model.names,
      tensors: model.tensors.map { Tensor(repeating: everywhere, shape: $0.shape) })
  }

  /// The tensor of a name, or nothing.
  func tensor(named name: String) -> Tensor? {
    names.firstIndex(of: name).map { tensors[$0] }
  }

  private func position(of name: String) -> Int {
    if let position = names.firstIndex(of: name) { return position }
    precondition(
      !names.isEmpty,
      "there is no \"\(name)\" in a number that stands for every parameter: begin with Parameters.zeros(like: weights)")
    preconditionFailure("there is no parameter named \"\(name)\"; the names are \(names)")
  }

  /// Combines two element by element; a side without names gives its number everywhere.
  @inline(__always)
  static func combine(_ left: Parameters, _ right: Parameters, _ operation: (Double, Double) -> Double) -> Parameters {
    if right.names.isEmpty { return left.map { operation($0, right.everywhere) } }
    if left.names.isEmpty { return right.map { operation(left.everywhere, $0) } }
    var result = left
    for position in left.names.indices {
      // The same order is the rule, and then no name is looked up.
      let partner =
        right.names.count > position && right.names[position] == left.names[position]
        ? position : right.position(of: left.names[position])
      let (one, other) = (left.tensors[position], right.tensors[partner])
      precondition(
        one.shape == other.shape,
        "\"\(left.names[position])\" has shape \(one.shape) on one side, \(other.shape) on the other")
      result.tensors[position] = Tensor.pair(one, other, operation)
    }
    precondition(left.names.count == right.names.count, "parameters \(left.names) meet parameters \(right.names)")
    return result
  }
}

extension Parameters: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  /// The same whole number in every element.
  public init(integerLiteral number: Int) {
    self.init(Double(number))
  }

  /// The same number in every element.
  public init(floatLiteral number: Double) {
    self.init(number)
  }
}
