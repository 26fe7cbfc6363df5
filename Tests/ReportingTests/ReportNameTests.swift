#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Testing

@testable import Reporting

/// Reports' names: whatever students call their files, none is written over another's.
@Suite struct ReportNameTests {
  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Returns the submission's name for a report's name that is not cut. If names can be read back, no two share one.
  private static func read(_ name: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(name.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, digits.utf8.allSatisfy({ "0123456789ABCDEF".utf8.contains($0) }) else { return nil }
      bytes.append(UInt8(digits, radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return bytes
  }

  @Test(
    arguments: [
      ("ada.swift", "ada.swift"), ("bob & co; $x.swift", "bob & co; $x.swift"), ("100%.swift", "100%25.swift"),
      ("100\u{2}5.swift", "100%025.swift"), ("zoë\nline", "zoë%0Aline"), ("\u{9B}31mred", "%C2%9B31mred"),
      ("\u{202E}cte", "%E2%80%AEcte"), ("t\u{200B}x", "t%E2%80%8Bx"), ("👩‍👧.swift", "👩‍👧.swift"), ("a…b", "a…b"),
      ("e\u{301}", "e\u{301}"),
    ]
  ) func aNameStaysReadable(_ name: String, _ expected: String) {
    #expect(ReportName.file(for: Self.bytes(name)).utf8.elementsEqual(expected.utf8))
  }

  @Test func aNameThatIsNoTextShowsItsBytes() {
    #expect(ReportName.file(for: [0x61, 0xFF, 0x25, 0xC3]) == "a%FF%25%C3")
  }

  /// Every name, and the name it becomes, which somebody else may hand in.
  @Test(arguments: 0..<200) func noTwoNamesShareAReport(_ seed: Int) {
    var draws = Draws(state: UInt64(seed))
    let pieces =
      [
        "%", "%2", "%25", "%0", "…", "%~", "~", "5", "a", "A", "ß", "ẞ", "SS", "e\u{301}", "é", "É", "σ", "ς", "Σ", "K",
        "k",
      ]
      .map(Self.bytes) + HostileTextTests.pieces.filter { $0.utf8.count < 100 }.map(Self.bytes)
      + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [UInt8](repeating: 0x78, count: 90), [UInt8](repeating: 0x01, count: 70)]
    var names: Set<[UInt8]> = []
    func add(_ bytes: [UInt8]) {
      let name = Array(bytes.filter { $0 != 0 && $0 != 0x2F }.prefix(255))
      if !name.isEmpty { names.insert(name) }
    }
    for _ in 0..<40 {
      add((0..<Int.random(in: 1...5, using: &draws)).flatMap { _ in pieces.randomElement(using: &draws) ?? [] })
    }
    for _ in 0..<2 {
      let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
      for report in ReportName.files(for: sorted) { add(Self.bytes(report)) }
    }
    let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
    let reports = ReportName.files(for: sorted)
    #expect(reports == ReportName.files(for: sorted))
    // Not only apart: apart on a file system that folds case and spelling.
    #expect(Set(reports.map(ReportName.folded)).count == sorted.count)
    for (name, report) in zip(sorted, reports) {
      #expect(report.utf8.count <= 210, "\(report)")
      let isWhole = !report.contains("%~")
      #expect(!isWhole || Self.read(report) == name, "\(report)")
      #expect(isWhole || Self.read(report) == nil, "\(report)")
      #expect(report.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "/" && $0.value != 0x202E })
    }
  }

  @Test func whatACutNameBecomesIsNobodysElse() {
    let long = [UInt8](repeating: 0x78, count: 230)
    let cut = ReportName.file(for: long)
    #expect(cut.hasPrefix(String(repeating: "x", count: 120) + "%~") && cut.utf8.count == 138)
    let names = [Self.bytes(cut), long].sorted { $0.lexicographicallyPrecedes($1) }
    let reports = ReportName.files(for: names)
    #expect(reports.contains(cut) && Set(reports).count == 2, "\(reports)")
  }

  @Test(arguments: [
    ["ADA.swift", "ada.swift"], ["e\u{301}.swift", "é.swift"], ["STRASSE", "straße"], ["K", "k", "\u{212A}"],
    ["Σ", "σ", "ς"], ["👩.swift", "👩\u{FE0F}.swift"],
  ])
  func namesThatMeetSomewhereAreToldApart(_ names: [String]) {
    let sorted = (names + ["zed.swift"]).map(Self.bytes).sorted { $0.lexicographicallyPrecedes($1) }
    let reports = ReportName.files(for: sorted)
    #expect(Set(reports.map(ReportName.folded)).count == sorted.count, "\(reports)")
    // No name of the group is kept, and a name outside it stays as it is.
    #expect(reports.filter { $0.contains("%~") }.count == names.count, "\(reports)")
    #expect(reports.contains("zed.swift"))
  }

  /// One name twice stands for two names with one digest, which would have to be searched for.
  @Test func aDigestThatCollidesIsNumbered() {
    let long = [UInt8](repeating: 0x78, count: 230)
    let reports = ReportName.files(for: [long, long])
    #expect(
      reports[0] + "|" + reports[1] == reports[0] + "|" + reports[0].dropLast() + "2" && reports[0].hasSuffix("%~1"))
  }

  // MARK: The last guard

  @Test func aFolderTellsWhichNamesItTakesForOne() throws {
    var template = Array("/tmp/gradus-names-test-XXXXXX".utf8CString)
    _ = try #require(mkdtemp(&template))
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { rmdir(folder) }
    #expect(ReportFolder.clash(among: ["a", "b", String(repeating: "x", count: 300)], in: folder) == nil)
    let clash = try #require(ReportFolder.clash(among: ["a", "b", "c", "b"], in: folder))
    #expect(clash == (1, 3))
    // Nor does one that a kill has cut short: the next one takes it away.
    #expect(mkdir(folder + "/.gradus-names-Killed", 0o700) == 0)
    #expect(close(open(folder + "/.gradus-names-Killed/a.xml", O_WRONLY | O_CREAT, 0o600)) == 0)
    #expect(ReportFolder.clash(among: ["a", "b"], in: folder) == nil)
    // The trial leaves no file behind: the folder can be removed.
    #expect(rmdir(folder) == 0)
    #expect(ReportFolder.clash(among: ["a", "a"], in: folder) == nil)
  }
}
