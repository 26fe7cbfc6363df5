internal import Glibc
internal import PluginABI
internal import WorkerProtocol

/// Memory lent to the plugin for the length of one call.
final class Lent {
  private var memory: [UnsafeMutableRawPointer] = []

  deinit {
    for block in memory { free(block) }
  }

  /// A C string.
  func text(_ text: String) -> UnsafePointer<CChar> {
    let copy = strdup(text)!
    memory.append(copy)
    return UnsafePointer(copy)
  }

  /// A tensor whose numbers are copied: the plugin cannot change ours.
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
      let tensor = tensor.pointee
      let shape = UnsafeBufferPointer(start: tensor.shape, count: Int(tensor.rank)).map(Int.init)
      let values = [Double](UnsafeBufferPointer(start: tensor.values, count: Int(tensor.count)))
      let publication = Publication(
        quantity: String(cString: quantity), step: UInt64(clamping: step), time: UInt64(clamping: time),
        tensor: WireTensor(name: String(cString: parameter), shape: shape, values: values))
      return wireOf(context).send(.report(publication)) ? GRADUS_OK : GRADUS_FAILED
    },
    evaluate: { _, _, _, _, _, _ in GRADUS_NOT_GRANTED },
    fail: { context, message in
      wireOf(context).send(
        .failed(String(decoding: String(cString: message).utf8.prefix(Bounds.text / 4), as: UTF8.self)))
    })
}

private func wireOf(_ context: UnsafeMutableRawPointer?) -> Wire {
  Unmanaged<Wire>.fromOpaque(context!).takeUnretainedValue()
}
