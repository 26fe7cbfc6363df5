@testable import PluginHost
import Testing

@Suite struct DigestTests {
  private func digest(_ add: (inout Digest) -> Void) -> String {
    var digest = Digest()
    add(&digest)
    return digest.text
  }

  /// More than is read at once.
  @Test func aFileIsWhatItsBytesAre() throws {
    let bytes = (0..<200_001).map { UInt8(truncatingIfNeeded: $0 * $0 >> 3) }
    let folder = try Folder()
    let path = folder.path + "/program"
    try Files.write(bytes, to: path)
    let whole = digest { $0.add(bytes) }
    #expect(digest { $0.add(fileAt: path) } == whole)
    try Files.write(bytes.dropLast() + [bytes[200_000] &+ 1], to: path)
    #expect(digest { $0.add(fileAt: path) } != whole)
  }

  /// The same bytes cut into other parts.
  @Test func theCountIsPartOfIt() {
    let parts = digest {
      $0.add([1, 2])
      $0.add([3])
    }
    #expect(digest { $0.add([1, 2, 3]) } != parts)
  }

  @Test func aFileThatCannotBeReadIsAnEmptyOne() throws {
    let folder = try Folder()
    let empty = digest { $0.add([] as [UInt8]) }
    #expect(digest { $0.add(fileAt: nil) } == empty)
    #expect(digest { $0.add(fileAt: folder.path + "/none") } == empty)
    #expect(digest { $0.add(fileAt: folder.path) } == empty)
  }
}
