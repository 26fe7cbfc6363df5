extension Trace: Codable {
  /// Writes the trace as a safetensors file's bytes, which keep every bit of every number, NaN's too.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Safetensors(tensors: tensors).encoded())
  }

  package init(from decoder: any Decoder) throws {
    let bytes = try decoder.singleValueContainer().decode([UInt8].self)
    self.init(tensors: try Safetensors(decoding: bytes).tensors)
  }
}
