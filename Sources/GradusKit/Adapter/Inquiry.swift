internal import PluginABI

/// The way from a running step to the host's `evaluate`. A student's type is given no host, hence the one global.
enum Inquiry {
  // A plugin is called on one thread.
  private nonisolated(unsafe) static var running: (host: Host, model: Parameters)?
  private nonisolated(unsafe) static var lastGradient: Parameters?

  /// Lets questions through: a step begins.
  static func open(to host: Host, like model: Parameters) {
    running = (host, model)
    lastGradient = nil
  }

  /// Ends that; returns the last gradient that was asked for, which is then the one that the step went by.
  static func close() -> Parameters? {
    running = nil
    return lastGradient
  }

  static func note(_ gradient: Parameters) { lastGradient = gradient }

  static func ask(_ what: String, at point: Parameters) -> NamedTensors {
    guard let (host, model) = running else { preconditionFailure("the \(what) can be asked for during a step only") }
    let point = point.shaped(like: model)
    guard point.names == model.names, point.names.allSatisfy({ point[$0].shape == model[$0].shape }) else {
      preconditionFailure("the \(what) was asked for at a point that has not the weights' names and shapes")
    }
    switch host.evaluate(what, at: point) {
    case .answer(let tensors): return tensors
    case .notGranted: preconditionFailure("this assignment does not answer for the \(what)")
    case .usedUp: preconditionFailure("the \(what) was asked for more often than this assignment answers")
    case .failed: preconditionFailure("the \(what) cannot be had")
    }
  }
}

extension Host {
  /// What came of a question.
  enum Reply {
    case answer(NamedTensors)
    case notGranted
    case usedUp
    case failed
  }

  /// Asks for the loss or the gradient at a point.
  func evaluate(_ what: String, at point: Parameters) -> Reply {
    let lent = point.names.map { LentTensor($0, point[$0]) }
    defer { for tensor in lent { tensor.end() } }
    var received: NamedTensors?
    let code = withUnsafeMutablePointer(to: &received) { received in
      table.pointee.evaluate(
        table.pointee.context, what, lent.map(\.tensor), Int64(lent.count),
        { context, tensors, count in
          context!.assumingMemoryBound(to: NamedTensors?.self).pointee = NamedTensors(tensors, count: count)
        }, received)
    }
    switch code {
    case GRADUS_OK: return received.map(Reply.answer) ?? .failed
    case GRADUS_NOT_GRANTED: return .notGranted
    case GRADUS_USED_UP: return .usedUp
    default: return .failed
    }
  }
}

/// A tensor in memory that C can read, until `end`.
private struct LentTensor {
  private let name: UnsafeMutableBufferPointer<CChar>
  private let shape: UnsafeMutableBufferPointer<Int64>
  private let values: UnsafeMutableBufferPointer<Double>

  init(_ name: String, _ tensor: Tensor) {
    func copy<Element>(_ elements: some Collection<Element>) -> UnsafeMutableBufferPointer<Element> {
      let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
      _ = memory.initialize(from: elements)
      return memory
    }
    self.name = copy(name.utf8CString)
    shape = copy(tensor.shape.map(Int64.init))
    values = copy(tensor.values)
  }

  var tensor: gradus_tensor {
    gradus_tensor(
      name: UnsafePointer(name.baseAddress!), shape: shape.isEmpty ? nil : UnsafePointer(shape.baseAddress!),
      rank: Int64(shape.count), values: values.isEmpty ? nil : UnsafePointer(values.baseAddress!),
      count: Int64(values.count))
  }

  func end() {
    name.deallocate()
    shape.deallocate()
    values.deallocate()
  }
}
