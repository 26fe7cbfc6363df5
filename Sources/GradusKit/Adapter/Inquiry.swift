internal import PluginABI

/// The way from a running step to the host's `evaluate`. A student's type is given no host, hence the one global.
enum Inquiry {
  // A plugin is called on one thread.
  private nonisolated(unsafe) static var running: (host: Host, model: Parameters, step: Int)?
  private nonisolated(unsafe) static var lastGradient: Parameters?
  private nonisolated(unsafe) static var answered: [String: Int] = [:]
  private nonisolated(unsafe) static var answeredInStep: [String: Int] = [:]

  /// Lets questions through: a step begins, the first one being 1.
  static func open(to host: Host, like model: Parameters, step: Int) {
    running = (host, model, step)
    lastGradient = nil
    answeredInStep = [:]
    if step == 1 { answered = [:] }
  }

  /// Ends that; returns the last gradient that was asked for, which is then the one that the step went by.
  static func close() -> Parameters? {
    running = nil
    return lastGradient
  }

  static func note(_ gradient: Parameters) { lastGradient = gradient }

  static func ask(_ what: String, at point: Parameters) -> NamedTensors {
    do throws(Unanswered) {
      return try answer(what, at: point)
    } catch {
      preconditionFailure(error.message(what))
    }
  }

  /// The answer; the point may name the parameters in any order.
  static func answer(_ what: String, at point: Parameters) throws(Unanswered) -> NamedTensors {
    guard let (host, model, step) = running else { throw .noStep }
    let point = point.shaped(like: model)
    guard Set(point.names) == Set(model.names) else { throw .otherNames(point.names, weights: model.names) }
    for name in model.names where point[name].shape != model[name].shape {
      throw .otherShape(name, point[name].shape, weights: model[name].shape)
    }
    let ordered = Parameters(names: model.names, tensors: model.names.map { point[$0] })
    switch host.evaluate(what, at: ordered) {
    case .answer(let tensors):
      answered[what, default: 0] += 1
      answeredInStep[what, default: 0] += 1
      return tensors
    case .notGranted: throw .notGranted
    case .usedUp:
      throw .usedUp(answered: answered[what, default: 0], inStep: answeredInStep[what, default: 0], step: step)
    case .failed: throw .lost
    }
  }
}

/// The reason that a question ends the program: its last words.
enum Unanswered: Error, Equatable {
  case noStep
  case otherNames([String], weights: [String])
  case otherShape(String, [Int], weights: [Int])
  case notGranted
  case usedUp(answered: Int, inStep: Int, step: Int)
  case lost

  func message(_ what: String) -> String {
    let question = "Objective.\(what)(at:)"
    switch self {
    case .noStep:
      return "\(question) was asked outside of an optimizer's step, and is answered during a step only"
    case .otherNames(let names, let weights):
      return "\(question) was asked at a point with the parameters \(names), and needs those of the weights, \(weights)"
    case .otherShape(let name, let shape, let weights):
      return
        "\(question) was asked at a point where \"\(name)\" has the shape \(shape), and in the weights it has \(weights)"
    case .notGranted:
      let way = what == "gradient" ? ": use the gradients that the step is given" : ": a step has to do without it"
      return "\(question) is not answered in this assignment\(way)"
    case .usedUp(let all, let inStep, let step):
      func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
      return
        "\(question) was asked once too often, in step \(step): it had been answered \(times(inStep)) in this step and "
        + "\(times(all)) in all"
    case .lost: return "\(question) was asked, and no answer came"
    }
  }
}

extension Host {
  /// The end of a question.
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
