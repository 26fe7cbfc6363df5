internal import PluginABI

/// The host's callbacks, with Swift values.
struct Host {
  let table: UnsafePointer<gradus_host>

  init(table: UnsafePointer<gradus_host>) {
    self.table = table
  }

  /// Publishes one tensor. One that is too large for a frame is left out: it is nothing that was asked for.
  func report(_ quantity: String, _ parameter: String, _ tensor: Tensor, step: Int) {
    guard tensor.shape.count <= 8, tensor.count <= 1 << 22 else { return }
    let shape = tensor.shape.map(Int64.init)
    parameter.withCString { name in
      shape.withUnsafeBufferPointer { shape in
        tensor.values.withUnsafeBufferPointer { values in
          var lent = gradus_tensor(
            name: name, shape: shape.baseAddress, rank: Int64(shape.count), values: values.baseAddress,
            count: Int64(values.count))
          _ = table.pointee.report(table.pointee.context, quantity, name, Int64(step), 0, &lent)
        }
      }
    }
  }

  /// Publishes every tensor of a quantity.
  func report(_ quantity: String, _ parameters: Parameters, step: Int) {
    for name in parameters.names {
      report(quantity, name, parameters[name], step: step)
    }
  }

  /// Says why the request that is running fails.
  func fail(_ complaint: Complaint) {
    table.pointee.fail(table.pointee.context, complaint.message)
  }
}

/// The tensors that a call brought, copied.
struct NamedTensors {
  let entries: [(name: String, tensor: Tensor)]

  init(_ lent: UnsafePointer<gradus_tensor>?, count: Int64) {
    entries = UnsafeBufferPointer(start: lent, count: Int(count)).map { tensor in
      let shape = UnsafeBufferPointer(start: tensor.shape, count: Int(tensor.rank)).map(Int.init)
      let values = [Double](UnsafeBufferPointer(start: tensor.values, count: Int(tensor.count)))
      return (String(cString: tensor.name), Tensor(shape: shape, values: values))
    }
  }

  /// The tensors named `<group>/…`, by the rest of their names, in the order they came.
  func entries(under group: String) -> [(name: String, tensor: Tensor)] {
    entries.compactMap { entry in
      entry.name.hasPrefix(group + "/") ? (String(entry.name.dropFirst(group.count + 1)), entry.tensor) : nil
    }
  }

  /// The shapes of what the program picks or draws for itself, `chosen/<name>`.
  var chosen: [String: [Int]] {
    Dictionary(entries(under: "chosen").map { ($0.name, $0.tensor.values.map { Int($0) }) }) { first, _ in first }
  }

  /// The quantities that are asked for, `quantities/<name>`; `nil` for all.
  var asked: Set<String>? {
    let names = entries(under: "quantities").map(\.name)
    return names.isEmpty ? nil : Set(names)
  }

  /// The settings that are new, `settings/<name>`.
  var settings: [(name: String, value: Double)] {
    get throws(Complaint) {
      var settings: [(name: String, value: Double)] = []
      for (name, tensor) in entries(under: "settings") {
        guard tensor.count == 1 else { throw .misshapen("settings/" + name, found: tensor.shape, expected: []) }
        settings.append((name, tensor[0]))
      }
      return settings
    }
  }

  /// The tensors named `<group>/…` as parameters.
  func parameters(under group: String) -> Parameters {
    let found = entries(under: group)
    return Parameters(names: found.map(\.name), tensors: found.map(\.tensor))
  }

  /// The tensors named `<group>/…`, for exactly the names and shapes of a model.
  func parameters(under group: String, like model: Parameters) throws(Complaint) -> Parameters {
    let found = parameters(under: group)
    var tensors: [Tensor] = []
    for name in model.names {
      guard let tensor = found.tensor(named: name) else { throw .missingTensor(group + "/" + name) }
      guard tensor.shape == model[name].shape else {
        throw .misshapen(group + "/" + name, found: tensor.shape, expected: model[name].shape)
      }
      tensors.append(tensor)
    }
    return Parameters(names: model.names, tensors: tensors)
  }
}
