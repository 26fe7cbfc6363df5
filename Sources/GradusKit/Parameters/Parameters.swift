/// The parameters of a model, or anything shaped like them: one ``Tensor`` for each name.
///
/// Arithmetic works element by element between `Parameters` of the same names and shapes, and with plain numbers:
///
///     m = beta1 * m + (1 - beta1) * g
///
/// A plain number stands for the same number everywhere, so `var m: Parameters = 0` needs no shapes. While a step is taken,
/// `m["W"][i]` of such a number is an element of the model's shape, and can be written to.
public struct Parameters: Equatable, Sendable {
  /// The names that this has of its own; empty as long as it is only a number that fits any shape.
  private var ownNames: [String]
  /// One tensor for each of them.
  private var ownTensors: [Tensor]
  /// The number that stands for every element while there are no names.
  private(set) var everywhere: Double

  /// The names, in the model's order; those of the model that learns if this is only a number, and empty if none does.
  public var names: [String] { isNumber ? Model.running?.ownNames ?? [] : ownNames }

  /// One tensor for each name.
  var tensors: [Tensor] { shapedLikeModel.ownTensors }

  /// True as long as this is only a number that fits any shape.
  var isNumber: Bool { ownNames.isEmpty }

  /// The same number in every element, for any names and shapes.
  public init(_ number: Double) {
    ownNames = []
    ownTensors = []
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
    ownNames = names
    ownTensors = tensors
    everywhere = 0
  }

  /// The tensor of a parameter, such as `weights["W"]`. A single number in it is `weights["W"][i]`.
  ///
  /// - Precondition: there is a parameter of that name.
  public subscript(name: String) -> Tensor {
    get {
      let shaped = shapedLikeModel
      return shaped.ownTensors[shaped.position(of: name)]
    }
    _modify {
      if isNumber { self = shapedLikeModel }
      yield &ownTensors[position(of: name)]
    }
  }

  /// The same names and shapes with every number replaced. `transform` is given each element once; a plain number once, and it stays one.
  public func map(_ transform: (Double) -> Double) -> Parameters {
    // A number stays one: what it meets may have other shapes than the model.
    guard !isNumber else { return Parameters(transform(everywhere)) }
    var result = self
    for position in ownTensors.indices {
      result.ownTensors[position] = ownTensors[position].map(transform)
    }
    return result
  }

  /// True if each number equals that of the same name and place. A plain number equals what holds it everywhere.
  public static func == (left: Parameters, right: Parameters) -> Bool {
    if left.isNumber, right.isNumber { return left.everywhere == right.everywhere }
    if left.isNumber { return right.ownTensors.allSatisfy { $0.values.allSatisfy { $0 == left.everywhere } } }
    if right.isNumber { return right == left }
    return left.ownNames.count == right.ownNames.count
      && zip(left.ownNames, left.ownTensors).allSatisfy { right.tensor(named: $0) == $1 }
  }

  /// Names and shapes of `model`, filled with this value's number where this value has no names yet.
  func shaped(like model: Parameters) -> Parameters {
    guard isNumber else { return self }
    return Parameters(
      names: model.ownNames,
      tensors: model.ownTensors.map { Tensor(repeating: everywhere, shape: $0.shape) })
  }

  /// The same with the names and shapes of the model that learns, if this is only a number and there is one.
  private var shapedLikeModel: Parameters {
    guard isNumber, let model = Model.running else { return self }
    return shaped(like: model)
  }

  /// The tensor of a name, or nothing.
  func tensor(named name: String) -> Tensor? {
    ownNames.firstIndex(of: name).map { ownTensors[$0] }
  }

  private func position(of name: String) -> Int {
    if let position = ownNames.firstIndex(of: name) { return position }
    precondition(
      !isNumber,
      "there is no \"\(name)\" in a number that stands for every parameter: begin with Parameters.zeros(like: weights)")
    preconditionFailure("there is no parameter named \"\(name)\"; the names are \(ownNames)")
  }

  /// Combines two element by element; a side without names gives its number everywhere.
  @inline(__always)
  static func combine(_ left: Parameters, _ right: Parameters, _ operation: (Double, Double) -> Double) -> Parameters {
    if right.isNumber { return left.map { operation($0, right.everywhere) } }
    if left.isNumber { return right.map { operation(left.everywhere, $0) } }
    var result = left
    for position in left.ownNames.indices {
      // The same order is the rule, and then no name is looked up.
      let partner =
        right.ownNames.count > position && right.ownNames[position] == left.ownNames[position]
        ? position : right.position(of: left.ownNames[position])
      let (one, other) = (left.ownTensors[position], right.ownTensors[partner])
      precondition(
        one.shape == other.shape,
        "\"\(left.ownNames[position])\" has shape \(one.shape) on one side, \(other.shape) on the other")
      result.ownTensors[position] = Tensor.pair(one, other, operation)
    }
    precondition(
      left.ownNames.count == right.ownNames.count, "parameters \(left.ownNames) meet parameters \(right.ownNames)")
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
