/// Text that came from outside, made fit to be shown.
enum Text {
  /// Bytes as valid UTF-8, cut at a limit with a mark that says so.
  static func shown(_ bytes: [UInt8], limit: Int) -> String {
    let text = String(decoding: bytes.prefix(limit), as: UTF8.self)
    return bytes.count > limit ? text + "\n[cut here: more than \(limit) bytes]" : text
  }

  /// A number of seconds as a person writes it: 10, 0.5.
  static func seconds(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : String(value)
  }
}
