import Glibc
import Testing

@testable import PluginHost

/// The effect of a sweep: folders that a process of ours left behind go, and anything that only resembles them stays.
@Suite struct LeftoverTests {
  private static let nobody = Leftovers.Spared([])

  /// A folder as a process that was killed leaves it: marked, and not locked any more.
  private func leftover(in base: String, _ name: String = "gradus-a1B2c3") throws -> String {
    let folder = base + "/" + name
    try Files.makeFolder(folder + "/Zz9Yy8/deep", mode: 0o700)
    try Files.write([1], to: folder + "/Zz9Yy8/deep/plugin.o")
    chmod(folder, 0o700)
    _ = try Leftovers.Marker.put(in: folder)
    return folder
  }

  @Test func whatWasLeftBehindGoesAndNoLinkIsFollowed() throws {
    let base = try Folder(["outside/kept": "x"])
    let folder = try leftover(in: base.path)
    try Files.link(base.path + "/outside", at: folder + "/Zz9Yy8/link")
    try Files.link(base.path + "/outside/kept", at: folder + "/Zz9Yy8/deep/link")
    let bytes: [CChar] = Array((folder + "/Zz9Yy8/a").utf8CString.dropLast()) + [CChar(bitPattern: 0xFF), 0]
    close(open(bytes, O_WRONLY | O_CREAT, 0o600))
    Leftovers.sweep(base.path, sparing: Self.nobody)
    #expect(!Files.exists(folder))
    #expect(Files.exists(base.path + "/outside/kept"))
  }

  @Test func whatIsInUseStays() throws {
    let base = try Folder()
    let folder = base.path + "/gradus-a1B2c3"
    try Files.makeFolder(folder, mode: 0o700)
    let lock = try Leftovers.Marker.put(in: folder)
    Leftovers.sweep(base.path, sparing: Self.nobody)
    #expect(Files.exists(folder))
    withExtendedLifetime(lock) {}
  }

  /// Each differs from a leftover in one respect, and has a submission in it to lose.
  @Test(arguments: [
    "name", "short", "long", "letters", "mode", "no marker", "empty marker", "other marker", "longer marker",
    "linked marker", "folder for marker", "another file", "another folder", "a link in it", "lock",
  ])
  func whatResemblesOneStays(_ difference: String) throws {
    let base = try Folder()
    let names = [
      "name": "gradus_a1B2c3", "short": "gradus-a1B2c", "long": "gradus-submissions", "letters": "gradus-a1B2c.",
    ]
    let folder = try leftover(in: base.path, names[difference] ?? "gradus-a1B2c3")
    let marker = folder + "/" + Leftovers.Marker.name
    let text = try #require(Files.bytes(of: marker))
    switch difference {
    case "mode": chmod(folder, 0o755)
    case "no marker": unlink(marker)
    case "empty marker": try Files.write([], to: marker)
    // As a student would hand it in who knows our source and the folder's name.
    case "other marker": try Files.write(Leftovers.Marker.text(of: "gradus-a1B2c3", number: 1), to: marker)
    case "longer marker": try Files.write(text + [10], to: marker)
    case "linked marker":
      try Files.write(text, to: base.path + "/marker")
      unlink(marker)
      try Files.link(base.path + "/marker", at: marker)
    case "folder for marker":
      unlink(marker)
      try Files.makeFolder(marker)
    case "another file": try Files.write([], to: folder + "/Adam12")
    case "another folder": try Files.makeFolder(folder + "/alice")
    case "a link in it": try Files.link("Zz9Yy8", at: folder + "/Zz9Yy9")
    // The mark of older versions.
    case "lock":
      unlink(marker)
      try Files.write([], to: folder + "/lock")
    default: break
    }
    Leftovers.sweep(base.path, sparing: Self.nobody)
    #expect(Files.exists(folder + "/Zz9Yy8/deep/plugin.o"))
  }

  @Test func aLinkToOneStays() throws {
    let (base, other) = (try Folder(), try Folder())
    let folder = try leftover(in: other.path)
    try Files.link(folder, at: base.path + "/gradus-a1B2c3")
    Leftovers.sweep(base.path, sparing: Self.nobody)
    #expect(Files.exists(folder + "/Zz9Yy8/deep/plugin.o"))
  }

  /// A folder that was given to a command stays, even if it is a leftover by every sign.
  @Test(arguments: [
    "", "/", "/Zz9Yy8", "/Zz9Yy8/deep/plugin.o", "/reports/to/be/made", "/..", "/../sub", "/../link",
  ])
  func whatACommandWasGivenStays(_ rest: String) throws {
    let base = try Folder(["sub/x": ""])
    let folder = try leftover(in: base.path)
    try Files.link(folder + "/Zz9Yy8", at: base.path + "/link")
    // A path to a folder beside it does not spare it.
    let isGone = rest == "/../sub"
    for word in [folder + rest, "--output=" + folder + rest] {
      Leftovers.sweep(base.path, sparing: Leftovers.Spared(["batch", word]))
      #expect(Files.exists(folder) != isGone, "\(word)")
    }
  }

  @Test func aLinkThatWasGivenStaysWhereItIs() throws {
    let base = try Folder(["sub/x": ""])
    let folder = try leftover(in: base.path)
    try Files.link(base.path + "/sub", at: folder + "/Zz9Yy8/link")
    Leftovers.sweep(base.path, sparing: Leftovers.Spared([folder + "/Zz9Yy8/link"]))
    #expect(Files.exists(folder + "/Zz9Yy8/link"))
  }
}
