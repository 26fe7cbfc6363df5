/// The tensors one after the other, in the model's order: `for (name, gradient) in g`.
extension Parameters: Sequence {
  /// The names with their tensors.
  public func makeIterator() -> IndexingIterator<[(name: String, tensor: Tensor)]> {
    zip(names, tensors).map { (name: $0, tensor: $1) }.makeIterator()
  }

  /// The same names and shapes with every element replaced by a whole number, as in `g.map { _ in 0 }`.
  public func map(_ transform: (Double) -> Int) -> Parameters { map { Double(transform($0)) } }
}

extension Parameters {
  /// The names, as a dictionary has them.
  public var keys: [String] { names }

  /// The tensors, in the order of the names.
  public var values: [Tensor] { tensors }

  /// The same names with every tensor replaced: `g.mapValues { $0 / $0.norm() }`.
  public func mapValues(_ transform: (Tensor) -> Tensor) -> Parameters {
    guard !names.isEmpty else { return Parameters(transform(Tensor(everywhere))[0]) }
    return Parameters(names: names, tensors: tensors.map(transform))
  }

  /// Zeros with the names and shapes of other parameters.
  public static func zeros(like other: Parameters) -> Parameters { other.map { _ in 0 } }

  /// The sum of all elements of all tensors.
  public func sum() -> Double { elements(tensors.map { $0.sum() }) }

  /// The root of the sum of all squares, over all elements of all tensors: the global norm.
  public func norm() -> Double { elements(tensors.map { $0.dot($0) }).squareRoot() }

  private func elements(_ sums: [Double]) -> Double {
    precondition(!names.isEmpty || everywhere == 0, "\(everywhere) in every element: nobody knows yet of how many")
    return sums.reduce(0, +)
  }
}

extension Parameters: ExpressibleByDictionaryLiteral {
  /// Tensors by name: `["W": [1, 2, 3], "b": [0.5]]`.
  public init(dictionaryLiteral elements: (String, Tensor)...) {
    self.init(names: elements.map(\.0), tensors: elements.map(\.1))
  }
}

/// The text that `print` shows: of each tensor its name, its shape, and the first numbers.
extension Parameters: CustomStringConvertible {
  /// One line, as `Parameters(W [2, 2]: 1.0, 2.0, 3.0, …; b [1]: 0.5)`.
  public var description: String {
    guard !names.isEmpty else { return "Parameters(\(everywhere))" }
    let entries = zip(names, tensors).map { name, tensor in
      let numbers = tensor.values.prefix(3).map { "\($0)" } + (tensor.count > 3 ? ["…"] : [])
      return "\(name) \(tensor.shape): \(numbers.joined(separator: ", "))"
    }
    return "Parameters(\(entries.joined(separator: "; ")))"
  }
}
