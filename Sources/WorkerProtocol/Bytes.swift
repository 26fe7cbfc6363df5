/// A writer of fields into a frame, little-endian.
struct ByteWriter {
  private(set) var bytes: [UInt8]

  /// Starts a frame: room for its length, then its kind.
  init(kind: UInt8) {
    bytes = [0, 0, 0, 0, kind]
  }

  /// The finished frame, its length filled in.
  consuming func frame() -> [UInt8] {
    let length = UInt32(bytes.count - 4)
    for position in 0..<4 { bytes[position] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(position))) }
    return bytes
  }

  mutating func put<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ text: String) {
    put(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func put(_ values: [Double]) {
    #if _endian(little)
      values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    #else
      for value in values { put(value.bitPattern) }
    #endif
  }

  mutating func put(_ tensor: WireTensor) {
    put(tensor.name)
    put(UInt8(tensor.shape.count))
    for extent in tensor.shape { put(UInt64(extent)) }
    put(tensor.values)
  }
}

/// A reader of one frame's fields. It believes nothing:
/// every length is held against its bound and against what is left.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  private var remaining: Int { bytes.endIndex - position }

  mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_: Number.Type) throws(ProtocolError) -> Number {
    let size = MemoryLayout<Number>.size
    guard remaining >= size else { throw .truncated }
    var number: Number = 0
    for offset in (0..<size).reversed() {
      number = (size == 1 ? 0 : number << 8) | Number(truncatingIfNeeded: bytes[position + offset])
    }
    position += size
    return number
  }

  mutating func text(atMost bound: Int, as field: ProtocolError.Field) throws(ProtocolError) -> String {
    let count = Int(try number(UInt32.self))
    guard count <= bound else { throw .tooLarge(field: field, size: UInt64(count)) }
    guard remaining >= count else { throw .truncated }
    let slice = bytes[position..<position + count]
    position += count
    // A NUL would cut the text short wherever it becomes a C string, and so make two names one.
    guard !slice.contains(0), let text = String(validating: slice, as: UTF8.self) else { throw .malformedText }
    return text
  }

  mutating func name() throws(ProtocolError) -> String {
    try text(atMost: Bounds.name, as: .name)
  }

  mutating func double() throws(ProtocolError) -> Double {
    Double(bitPattern: try number(UInt64.self))
  }

  mutating func doubles(_ count: Int) throws(ProtocolError) -> [Double] {
    guard remaining / 8 >= count else { throw .truncated }
    var values: [Double] = []
    values.reserveCapacity(count)
    bytes.withUnsafeBytes { buffer in
      for element in 0..<count {
        let at = position - bytes.startIndex + 8 * element
        let bits = buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        values.append(Double(bitPattern: UInt64(littleEndian: bits)))
      }
    }
    position += 8 * count
    return values
  }

  mutating func count(atMost bound: Int, as field: ProtocolError.Field) throws(ProtocolError) -> Int {
    let count = try number(UInt32.self)
    guard count <= UInt32(bound) else { throw .tooLarge(field: field, size: UInt64(count)) }
    return Int(count)
  }

  mutating func tensor() throws(ProtocolError) -> WireTensor {
    let name = try name()
    let rank = Int(try number(UInt8.self))
    guard rank <= Bounds.rank else { throw .tooLarge(field: .rank, size: UInt64(rank)) }
    var shape: [Int] = []
    var count = 1
    for _ in 0..<rank {
      let extent = try number(UInt64.self)
      guard extent <= UInt64(Bounds.frame) else { throw .tooLarge(field: .elements, size: extent) }
      shape.append(Int(extent))
      let (product, overflow) = count.multipliedReportingOverflow(by: Int(extent))
      guard !overflow, product <= Bounds.frame / 8 else { throw .tooLarge(field: .elements, size: UInt64(extent)) }
      count = product
    }
    return WireTensor(name: name, shape: shape, values: try doubles(count))
  }

  /// Checks that nothing follows.
  func finish() throws(ProtocolError) {
    guard remaining == 0 else { throw .trailing(remaining) }
  }
}
