import Tensors
import Testing
import Traces

@Suite struct SafetensorsTests {
  private let file = Safetensors(
    tensors: ["m/W": Tensor(shape: [2, 2], values: [1, -0.0, .infinity, 4]), "loss": Tensor(0.1)],
    metadata: ["source": "a \"quoted\"\nline"])

  /// Built by hand from the format's description, not by our writer.
  private func handmade(header: String, data: [UInt8]) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8) + data
  }

  @Test func readsWhatTheFormatDescribes() throws {
    let one: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF0, 0x3F]  // 1.0, little-endian
    let half: [UInt8] = [0, 0, 0, 0x3F]  // 0.5 as float32
    let header =
      #"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"y":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}"#
    let read = try Safetensors(decoding: handmade(header: header, data: one + half))
    #expect(read.tensors == ["x": Tensor(shape: [1], values: [1]), "y": Tensor(0.5)])
  }

  @Test func whatIsWrittenIsReadBackBitForBit() throws {
    let bytes = file.encoded()
    #expect(try Safetensors(decoding: bytes) == file)
    #expect(try Safetensors(decoding: bytes).tensors["m/W"]?.values[1].sign == .minus)
    #expect(bytes == file.encoded())
    #expect(bytes.count % 8 == 0)
  }

  @Test func everyTruncationIsRefused() {
    let bytes = file.encoded()
    for length in 0..<bytes.count {
      #expect(throws: SafetensorsError.self) { try Safetensors(decoding: Array(bytes[..<length])) }
    }
  }

  @Test(arguments: [
    (#"{"x":{"dtype":"F64","shape":[2],"data_offsets":[0,8]}}"#, 8, SafetensorsError.badShape(tensor: "x", [2])),
    (#"{"x":{"dtype":"F64","shape":[-1],"data_offsets":[0,8]}}"#, 8, .badShape(tensor: "x", [-1])),
    (
      #"{"x":{"dtype":"F64","shape":[4294967296,4294967296],"data_offsets":[0,8]}}"#, 8,
      .badShape(tensor: "x", [4_294_967_296, 4_294_967_296])
    ),
    (
      #"{"x":{"dtype":"F64","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}}"#, 0,
      .badShape(tensor: "x", [0, 4_611_686_018_427_387_904, 4])
    ),
    (
      #"{"\u00e9":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"e\u0301":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}"#,
      16, .nameTwice(tensor: "\u{e9}")
    ),
    (#"{"x":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}}"#, 8, .unsupportedType(tensor: "x", "BF16")),
    (#"{"x":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}"#, 16, .overlappingOffsets(tensor: "x")),
    (
      #"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"y":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#,
      8,
      .overlappingOffsets(tensor: "y")
    ),
    (#"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#, 12, .trailingBytes(4)),
    (#"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,-8]}}"#, 8, .malformedHeader),
    (
      #"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"x":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}"#,
      16,
      .nameTwice(tensor: "x")
    ),
    (
      #"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"\u0078":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}"#,
      16,
      .nameTwice(tensor: "x")
    ),
    (#"{"__metadata__":{"a":"1","a":"2"}}"#, 0, .malformedHeader),
    (
      #"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,9223372036854775807]}}"#, 8,
      .badOffsets(tensor: "x", 0, .max, available: 8)
    ),
    (#"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,9223372036854775808]}}"#, 8, .malformedHeader),
    (#"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,1e1]}}"#, 8, .malformedHeader),
    (#"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8],"more":1}}"#, 8, .malformedHeader),
    (#"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}} x"#, 8, .malformedHeader),
    ("{\"\\ud800\":1}", 0, .malformedHeader), ("{\"\u{1}\":1}", 0, .malformedHeader),
    ("[1, 2]", 0, .malformedHeader),
    ("{\"x\":", 0, .malformedHeader),
  ])
  func refuses(header: String, dataCount: Int, error: SafetensorsError) {
    #expect(throws: error) {
      try Safetensors(decoding: handmade(header: header, data: [UInt8](repeating: 0, count: dataCount)))
    }
  }

  @Test func ofTooManyAxesNoneIsRead() {
    let axes = Array(repeating: "1", count: 100_000).joined(separator: ",")
    let header = #"{"x":{"dtype":"F64","shape":["# + axes + #"],"data_offsets":[0,8]}}"#
    #expect(throws: SafetensorsError.tooManyAxes(tensor: "x", limit: 64)) {
      try Safetensors(decoding: handmade(header: header, data: [UInt8](repeating: 0, count: 8)))
    }
  }

  @Test func aGiantHeaderLengthIsNotBelieved() {
    #expect(throws: SafetensorsError.self) { try Safetensors(decoding: [UInt8](repeating: 0xFF, count: 64)) }
  }

  @Test func aTraceKeepsItsSteps() {
    var trace = Trace()
    trace["m", "W"] = .init(shape: [2], steps: 3, values: [1, 2, 3, 4, 5, 6])
    trace["loss", ""] = .init(shape: [], steps: 2, values: [7, 8])
    #expect(Trace(tensors: trace.tensors) == trace)
    #expect(trace.tensors["m/W"]?.shape == [3, 2])
    #expect(trace.tensors["loss"]?.shape == [2])
  }
}
