package import Tensors

/// Named tensors in the safetensors format: a little-endian header length, a JSON header, row-major numbers.
///
/// Written as float64, names sorted, so the same tensors are always the same bytes. Read as float64, float32 or integers.
/// Format: https://github.com/huggingface/safetensors, README, "Format".
package struct Safetensors: Equatable, Sendable {
  package var tensors: [String: Tensor]
  /// Free text beside the tensors.
  package var metadata: [String: String]

  package init(tensors: [String: Tensor] = [:], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  // MARK: Writing

  package func encoded() -> [UInt8] {
    var entries: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
      entries.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    let sorted = tensors.sorted { $0.key < $1.key }
    var offset = 0
    for (name, tensor) in sorted {
      let end = offset + 8 * tensor.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      entries.append(
        "\(Self.quoted(name)):{\"dtype\":\"F64\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + offset)
    Self.append(UInt64(header.count), to: &bytes)
    bytes += header
    for (_, tensor) in sorted {
      for value in tensor.values { Self.append(value.bitPattern, to: &bytes) }
    }
    return bytes
  }

  private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  // MARK: Reading

  /// Reads a file's bytes; every size is checked before it is believed.
  package init(decoding bytes: [UInt8]) throws(SafetensorsError) {
    guard bytes.count >= 8 else { throw .truncated(needed: 8, available: bytes.count) }
    let declared = Self.word(bytes, at: 0)
    guard declared <= UInt64(bytes.count - 8) else {
      throw .truncated(needed: declared > 1 << 40 ? Int.max : 8 + Int(declared), available: bytes.count)
    }
    let headerEnd = 8 + Int(declared)
    let header = try SafetensorsHeader(bytes[8..<headerEnd])
    metadata = header.metadata
    tensors = [:]
    let available = bytes.count - headerEnd
    var expectedOffset = 0
    for (name, entry) in header.entries.sorted(by: {
      ($0.entry.begin, $0.entry.end, $0.name) < ($1.entry.begin, $1.entry.end, $1.name)
    }) {
      guard let format = NumberFormat(rawValue: entry.dtype) else { throw .unsupportedType(tensor: name, entry.dtype) }
      var count = 1
      // An extent of 0 hides no overflow of the others: a part of the shape may be asked for later.
      for extent in entry.shape where extent != 0 {
        let (product, overflow) = count.multipliedReportingOverflow(by: extent)
        guard extent > 0, !overflow else { throw .badShape(tensor: name, entry.shape) }
        count = product
      }
      if entry.shape.contains(0) { count = 0 }
      guard entry.begin == expectedOffset else { throw .overlappingOffsets(tensor: name) }
      guard entry.end >= entry.begin, entry.end <= available else {
        throw .badOffsets(tensor: name, entry.begin, entry.end, available: available)
      }
      guard (entry.end - entry.begin) / format.size == count, (entry.end - entry.begin) % format.size == 0 else {
        throw .badShape(tensor: name, entry.shape)
      }
      let start = headerEnd + entry.begin
      let tensor = Tensor(
        shape: entry.shape, values: (0..<count).map { format.number(bytes, at: start + $0 * format.size) })
      // Two spellings of an accent are one key here.
      guard tensors.updateValue(tensor, forKey: name) == nil else { throw .nameTwice(tensor: name) }
      expectedOffset = entry.end
    }
    guard expectedOffset == available else { throw .trailingBytes(available - expectedOffset) }
  }

  fileprivate static func word(_ bytes: [UInt8], at position: Int) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(bytes[position + $1]) << (8 * UInt64($1)) }
  }
}

/// A fault of a safetensors file.
package enum SafetensorsError: Error, Equatable, CustomStringConvertible {
  case truncated(needed: Int, available: Int)
  case malformedHeader
  case unsupportedType(tensor: String, String)
  case badShape(tensor: String, [Int])
  case overlappingOffsets(tensor: String)
  /// Its bytes end before they begin, or behind the file's end.
  case badOffsets(tensor: String, Int, Int, available: Int)
  case nameTwice(tensor: String)
  case tooManyAxes(tensor: String, limit: Int)
  case trailingBytes(Int)

  package var description: String {
    switch self {
    case .truncated(let needed, let available):
      needed == Int.max
        ? "not a safetensors file: its first 8 bytes give no sensible header length"
        : "cut short: its header asks for \(needed) bytes, the file has \(available)"
    case .malformedHeader: "not a safetensors file: the header is not the JSON object expected"
    case .unsupportedType(let tensor, let type): "tensor '\(tensor)' has type \(type): expected F64, F32, I64 or I32"
    case .badShape(let tensor, let shape): "tensor '\(tensor)': the shape \(shape) does not fit its bytes"
    case .overlappingOffsets(let tensor): "tensor '\(tensor)': its bytes overlap another's, or leave a gap"
    case .badOffsets(let tensor, let begin, let end, let available):
      "tensor '\(tensor)': its bytes are \(begin) to \(end), and the file has \(available) of numbers"
    case .nameTwice(let tensor): "tensor '\(tensor)' is there twice"
    case .tooManyAxes(let tensor, let limit): "tensor '\(tensor)' has more than \(limit) axes"
    case .trailingBytes(let count): "\(count) bytes after the last tensor belong to none"
    }
  }
}

private enum NumberFormat: String {
  case float64 = "F64"
  case float32 = "F32"
  case int64 = "I64"
  case int32 = "I32"

  var size: Int { self == .float64 || self == .int64 ? 8 : 4 }

  func number(_ bytes: [UInt8], at position: Int) -> Double {
    func half() -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(bytes[position + $1]) << (8 * UInt32($1)) } }
    return switch self {
    case .float64: Double(bitPattern: Safetensors.word(bytes, at: position))
    case .float32: Double(Float(bitPattern: half()))
    case .int64: Double(Int64(bitPattern: Safetensors.word(bytes, at: position)))
    case .int32: Double(Int32(bitPattern: half()))
    }
  }
}
