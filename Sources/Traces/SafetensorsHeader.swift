/// The JSON header of a safetensors file: one entry for each tensor, and `__metadata__`.
///
/// Read by ourselves: a reader of any JSON takes one of two entries of a name, and reads a million axes before anybody can say
/// that they are too many.
struct SafetensorsHeader {
  struct Entry {
    var dtype: String
    var shape: [Int]
    var begin: Int
    var end: Int
  }

  /// The most axes of a tensor.
  static let mostAxes = 64

  /// In the order of the file, no name twice.
  private(set) var entries: [(name: String, entry: Entry)] = []
  private(set) var metadata: [String: String] = [:]

  private var reader: JSONReader

  init(_ bytes: ArraySlice<UInt8>) throws(SafetensorsError) {
    reader = JSONReader(bytes)
    var names: Set<[UInt8]> = []
    var isFirst = true
    try reader.take("{")
    while let name = try reader.key(first: &isFirst) {
      // By its bytes: two spellings of an accent are two names.
      guard names.insert(Array(name.utf8)).inserted else { throw .nameTwice(tensor: name) }
      if name == "__metadata__" {
        metadata = try texts()
      } else {
        entries.append((name, try entry(of: name)))
      }
    }
    try reader.end()
  }

  private mutating func texts() throws(SafetensorsError) -> [String: String] {
    var texts: [String: String] = [:]
    var isFirst = true
    try reader.take("{")
    while let key = try reader.key(first: &isFirst) {
      guard texts.updateValue(try reader.text(), forKey: key) == nil else { throw .malformedHeader }
    }
    return texts
  }

  private mutating func entry(of name: String) throws(SafetensorsError) -> Entry {
    var dtype: String?
    var shape: [Int]?
    var offsets: [Int]?
    var isFirst = true
    try reader.take("{")
    while let key = try reader.key(first: &isFirst) {
      switch key {
      case "dtype" where dtype == nil: dtype = try reader.text()
      case "shape" where shape == nil:
        shape = try reader.numbers(atMost: Self.mostAxes)
        if shape == nil { throw .tooManyAxes(tensor: name, limit: Self.mostAxes) }
      case "data_offsets" where offsets == nil: offsets = try reader.numbers(atMost: 2)
      default: throw .malformedHeader
      }
    }
    guard let dtype, let shape, let offsets, offsets.count == 2, offsets[0] >= 0, offsets[1] >= 0 else {
      throw .malformedHeader
    }
    return Entry(dtype: dtype, shape: shape, begin: offsets[0], end: offsets[1])
  }
}

/// The few forms of JSON that a header has: texts, whole numbers, lists of them, and keys.
private struct JSONReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  private var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
  }

  /// Reads a mark if it is next.
  private mutating func found(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }

  mutating func take(_ mark: Unicode.Scalar) throws(SafetensorsError) {
    guard found(mark) else { throw .malformedHeader }
  }

  /// Reads up to the value of an object's next key; `nil` behind its end.
  mutating func key(first: inout Bool) throws(SafetensorsError) -> String? {
    if found("}") { return nil }
    if !first { try take(",") }
    first = false
    let key = try text()
    try take(":")
    return key
  }

  /// Reads a list of whole numbers; `nil` if there are more than so many.
  mutating func numbers(atMost limit: Int) throws(SafetensorsError) -> [Int]? {
    var numbers: [Int] = []
    try take("[")
    while !found("]") {
      if numbers.count == limit { return nil }
      if !numbers.isEmpty { try take(",") }
      numbers.append(try number())
    }
    return numbers
  }

  private mutating func number() throws(SafetensorsError) -> Int {
    skipSpace()
    let start = place
    while let byte = next, byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      place += 1
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard let number = Int(text), "\(number)" == text else { throw .malformedHeader }
    return number
  }

  mutating func text() throws(SafetensorsError) -> String {
    try take("\"")
    var units: [UInt8] = []
    while let byte = next {
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: units, as: UTF8.self) else { throw .malformedHeader }
        return text
      case UInt8(ascii: "\\"): units += try escaped().utf8
      case 0..<0x20: throw .malformedHeader
      default: units.append(byte)
      }
    }
    throw .malformedHeader
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
    UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
  ]

  private mutating func escaped() throws(SafetensorsError) -> String {
    guard let byte = next else { throw .malformedHeader }
    place += 1
    if let scalar = Self.escapes[byte] { return String(scalar) }
    guard byte == UInt8(ascii: "u") else { throw .malformedHeader }
    var units = [try unit()]
    // The upper half of a pair is followed by the lower one.
    if UTF16.isLeadSurrogate(units[0]) {
      guard next == UInt8(ascii: "\\") else { throw .malformedHeader }
      place += 1
      guard next == UInt8(ascii: "u") else { throw .malformedHeader }
      place += 1
      units.append(try unit())
    }
    guard let text = String(validating: units, as: UTF16.self) else { throw .malformedHeader }
    return text
  }

  private mutating func unit() throws(SafetensorsError) -> UInt16 {
    guard bytes.endIndex - place >= 4 else { throw .malformedHeader }
    let digits = bytes[place..<place + 4]
    place += 4
    guard digits.allSatisfy({ isxdigit($0) }), let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else {
      throw .malformedHeader
    }
    return unit
  }

  private func isxdigit(_ byte: UInt8) -> Bool { Character(Unicode.Scalar(byte)).isHexDigit }

  /// Checks that only space follows.
  mutating func end() throws(SafetensorsError) {
    skipSpace()
    guard next == nil else { throw .malformedHeader }
  }
}
