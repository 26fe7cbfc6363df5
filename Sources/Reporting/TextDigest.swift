extension Sequence<UInt8> {
  /// The same 16 hexadecimal digits for the same bytes (FNV-1a); nothing that keeps a secret.
  var digest: String {
    let value = reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
