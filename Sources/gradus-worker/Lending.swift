internal import CSandbox
internal import Glibc
internal import PluginABI
internal import WorkerProtocol

/// Memory lent to the plugin for the length of one call.
final class Lent {
  private var memory: [UnsafeMutableRawPointer] = []

  deinit {
    for block in memory { free(block) }
  }

  /// Copies text into a C string.
  func text(_ text: String) -> UnsafePointer<CChar> {
    let copy = strdup(text)!
    memory.append(copy)
    return UnsafePointer(copy)
  }

  /// Copies a tensor: the plugin cannot change ours.
  func tensor(_ tensor: WireTensor) -> gradus_tensor {
    let shape = copy(tensor.shape.map(Int64.init))
    return gradus_tensor(
      name: text(tensor.name), shape: shape, rank: Int64(tensor.shape.count), values: copy(tensor.values),
      count: Int64(tensor.values.count))
  }

  private func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element>? {
    guard !elements.isEmpty else { return nil }
    let block = malloc(elements.count * MemoryLayout<Element>.stride)!
    memory.append(block)
    elements.withUnsafeBytes { block.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    return UnsafePointer(block.assumingMemoryBound(to: Element.self))
  }
}

/// The callbacks that a plugin gets; their context is the wire.
func hostTable(for wire: Wire) -> gradus_host {
  gradus_host(
    version: GRADUS_ABI_VERSION,
    context: Unmanaged.passRetained(wire).toOpaque(),
    report: { context, quantity, parameter, step, time, tensor in
      let publication = Publication(
        quantity: String(cString: quantity), step: UInt64(clamping: step), time: UInt64(clamping: time),
        tensor: WireTensor(tensor.pointee, named: String(cString: parameter)))
      return wireOf(context).send(.report(publication)) ? GRADUS_OK : GRADUS_FAILED
    },
    evaluate: { context, what, point, count, answer, answerContext in
      let point = UnsafeBufferPointer(start: point, count: Int(count)).map {
        WireTensor($0, named: String(cString: $0.name))
      }
      let wire = wireOf(context)
      // The next arrival is the answer, not an interruption.
      gradus_watch_call(0)
      defer { gradus_watch_call(1) }
      guard wire.send(.evaluate(String(cString: what), at: point)) else { return GRADUS_FAILED }
      switch wire.receive() {
      case .answer(let tensors)?:
        let lent = Lent()
        let values = tensors.map(lent.tensor)
        answer(answerContext, values, Int64(values.count))
        return GRADUS_OK
      case .refuse(.notGranted)?: return GRADUS_NOT_GRANTED
      case .refuse(.usedUp)?: return GRADUS_USED_UP
      // The host's time was up while it was being asked.
      default: _exit(70)
      }
    },
    fail: { context, message in
      wireOf(context).send(
        .failed(String(decoding: String(cString: message).utf8.prefix(Bounds.text / 4), as: UTF8.self)))
    })
}

extension WireTensor {
  fileprivate init(_ lent: gradus_tensor, named name: String) {
    self.init(
      name: name, shape: UnsafeBufferPointer(start: lent.shape, count: Int(lent.rank)).map(Int.init),
      values: [Double](UnsafeBufferPointer(start: lent.values, count: Int(lent.count))))
  }
}

private func wireOf(_ context: UnsafeMutableRawPointer?) -> Wire {
  Unmanaged<Wire>.fromOpaque(context!).takeUnretainedValue()
}
