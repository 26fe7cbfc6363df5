/// A value that is read as one tensor for each parameter.
protocol ParametersConvertible {
  /// The tensors that have a parameter's name, in the model's order.
  func tensors(like model: Parameters) -> [(parameter: String, tensor: Tensor)]
}

extension Parameters: ParametersConvertible {
  func tensors(like model: Parameters) -> [(parameter: String, tensor: Tensor)] {
    let shaped = shaped(like: model)
    return model.named { shaped.tensor(named: $0) }
  }
}

extension Dictionary: ParametersConvertible where Key == String, Value: TensorConvertible {
  func tensors(like model: Parameters) -> [(parameter: String, tensor: Tensor)] {
    model.named { self[$0]?.tensor }
  }
}

extension Optional: ParametersConvertible where Wrapped: ParametersConvertible {
  func tensors(like model: Parameters) -> [(parameter: String, tensor: Tensor)] {
    self?.tensors(like: model) ?? []
  }
}

extension Parameters {
  /// The tensors that a lookup has for these names.
  ///
  /// A plain list of as many numbers as the parameter has means its elements in their order. Everything else keeps its own
  /// shape, so that a wrong one can be told.
  fileprivate func named(_ lookup: (String) -> Tensor?) -> [(parameter: String, tensor: Tensor)] {
    names.compactMap { name in
      guard let found = lookup(name) else { return nil }
      guard found.shape.count <= 1, found.count == self[name].count else { return (name, found) }
      return (name, Tensor(shape: self[name].shape, values: found.values))
    }
  }
}
