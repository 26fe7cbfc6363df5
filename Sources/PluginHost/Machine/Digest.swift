/// A short name for bytes of our own: FNV-1a twice, from two starts. It tells versions of our own files apart; it is no
/// defence against anyone who wants two to collide.
///
/// Source: Fowler, Noll, Vo and Eastlake, *The FNV Non-Cryptographic Hash Algorithm*, RFC 9923.
struct Digest {
  private var first: UInt64 = 0xCBF2_9CE4_8422_2325
  private var second: UInt64 = 0x6C62_272E_07BB_0142

  /// Adds bytes, then their count: the same bytes cut into other parts get another name.
  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { mix($0) }
    mix(count: bytes.count)
  }

  /// Adds a file's bytes, a piece at a time: a program of ours is larger than all that a batch keeps. A file that cannot be read
  /// counts as an empty one.
  mutating func add(fileAt path: String?) {
    var count = 0
    let before = self
    let isRead =
      path.map { path in
        Files.read(path) { piece in
          mix(piece)
          count += piece.count
        }
      } ?? false
    if !isRead { (self, count) = (before, 0) }
    mix(count: count)
  }

  mutating func add(_ text: String) {
    add(Array(text.utf8))
  }

  private mutating func mix(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      first = (first ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      second = (second ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
  }

  private mutating func mix(count: Int) {
    withUnsafeBytes(of: UInt64(count).littleEndian) { mix($0) }
  }

  /// 32 hexadecimal digits.
  var text: String {
    [first, second].map { part in
      let digits = String(part, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
