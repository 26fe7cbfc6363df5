internal import PluginABI

@testable import GradusKit

/// The messages of a component to its host.
final class Heard {
  var reports: [(quantity: String, parameter: String, step: Int64, tensor: Tensor)] = []
  let table = UnsafeMutablePointer<gradus_host>.allocate(capacity: 1)

  init() {
    table.initialize(
      to: gradus_host(
        version: GRADUS_ABI_VERSION, context: nil,
        report: { context, quantity, parameter, step, _, tensor in
          let heard = Unmanaged<Heard>.fromOpaque(context!).takeUnretainedValue()
          let lent = tensor.pointee
          let shape = UnsafeBufferPointer(start: lent.shape, count: Int(lent.rank)).map(Int.init)
          let values = [Double](UnsafeBufferPointer(start: lent.values, count: Int(lent.count)))
          heard.reports.append(
            (String(cString: quantity), String(cString: parameter), step, Tensor(shape: shape, values: values)))
          return GRADUS_OK
        },
        evaluate: { _, _, _, _, _, _ in GRADUS_NOT_GRANTED }, fail: { _, _ in }))
    table.pointee.context = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit { table.deallocate() }

  var host: Host { Host(table: table) }
  var names: [String] { reports.map(\.quantity) }
  func value(_ quantity: String) -> Tensor? { reports.last { $0.quantity == quantity }?.tensor }
}

extension Properties {
  /// All stored properties.
  init() { self.init(_Properties(), whole: true) }
}

/// Calls a method with tensors, lent for the length of the call.
func call(_ component: Component, _ method: String, _ tensors: [(String, Tensor)]) throws {
  var lent: [gradus_tensor] = []
  var kept: [UnsafeMutableRawPointer] = []
  defer { for pointer in kept { pointer.deallocate() } }
  func copy<Element>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    memory.initialize(from: elements, count: elements.count)
    kept.append(UnsafeMutableRawPointer(memory))
    return memory
  }
  for (name, tensor) in tensors {
    lent.append(
      gradus_tensor(
        name: copy(name.utf8CString.map { $0 }), shape: copy(tensor.shape.map(Int64.init)),
        rank: Int64(tensor.shape.count), values: copy(tensor.values), count: Int64(tensor.count)))
  }
  try lent.withUnsafeBufferPointer { try component.call(method, NamedTensors($0.baseAddress, count: Int64($0.count))) }
}
