import Foundation
import Testing

@testable import Intake

/// Archives that want out of their folder, or never end.
@Suite struct HostileArchiveTests {
  typealias Entry = ArchiveWriting.Entry

  static let entries: [(entry: Entry, reason: LeftAside.Reason)] = [
    (Entry(path: "../out.swift", bytes: [65]), .unsafePath),
    (Entry(path: "ann/../../out.swift", bytes: [65]), .unsafePath),
    (Entry(path: "/tmp/gradus-intake-out.swift", bytes: [65]), .unsafePath),
    (Entry(path: "ann/" + String(repeating: "n", count: 300), bytes: [65]), .unsafePath),
    (Entry(path: "ann/link.swift", type: .link, link: "/etc/passwd"), .link),
    (Entry(path: "ann/hard.swift", hardLink: "/etc/passwd"), .link),
    (Entry(path: "ann/pipe.swift", type: .pipe), .device),
    (Entry(path: "ann/null.swift", type: .device), .device),
    (Entry(path: "ann/Adam.swift", bytes: [66]), .duplicate),
    (Entry(path: "ann/Adam.swift/inner.swift", bytes: [66]), .duplicate),
  ]

  @Test(arguments: entries.indices, [ArchiveWriting.Form.tar, .tgz])
  func nothingLeavesItsFolder(_ index: Int, _ form: ArchiveWriting.Form) throws {
    let (entry, reason) = Self.entries[index]
    let folders = try Folders()
    let honest = [Entry(path: "ann/Adam.swift", bytes: [65]), Entry(path: "bo/Adam.swift", bytes: [65])]
    // A link first, and a file through it.
    let through = entry.link == nil ? [] : [Entry(path: "ann/link.swift/x.swift", bytes: [65])]
    try ArchiveWriting.write(honest + [entry] + through, as: form, to: "\(folders.path)/class.tar")
    let before = try folders.everything()
    let found = try Intake.read("\(folders.path)/class.tar", unpackingTo: folders.unpacked)
    #expect(found.attempts.map(\.owner) == ["ann", "bo"])
    #expect(found.leftAside.contains { $0.reason == reason })
    for path in try folders.everything().subtracting(before) { #expect(path.hasPrefix("unpacked/class")) }
    #expect(!FileManager.default.fileExists(atPath: "/tmp/gradus-intake-out.swift"))
    #expect(try Folders.sources("\(folders.unpacked)/class/ann")["Adam.swift"] == "A")
  }

  /// A bomb is the matter of the one who handed it in.
  @Test(arguments: ["zeros", "entries", "depth", "large"]) func aBombIsOneSentence(_ kind: String) throws {
    let folders = try Folders()
    var bounds = Bounds()
    (bounds.ofStudent.entries, bounds.ofStudent.bytes, bounds.ofStudent.small) = (100, 8 << 20, 1 << 20)
    bounds.ofStudent.largest = 4 << 20
    let (entries, sentence): ([Entry], String)
    switch kind {
    case "zeros":
      entries = (0..<3).map { Entry(path: "\($0).txt", bytes: [UInt8](repeating: 0, count: 3 << 20)) }
      sentence = "bomb.zip unpacks to more than 200 times its size, and is not unpacked."
    case "entries":
      entries = (0..<101).map { Entry(path: "\($0).swift") }
      sentence = "bomb.zip holds more than 100 files and folders, and is not unpacked."
    case "depth":
      entries = [Entry(path: String(repeating: "d/", count: 30) + "x.swift")]
      sentence = "bomb.zip has folders more than 24 deep, and is not unpacked."
    default:
      entries = [Entry(path: "x.swift", bytes: [UInt8](repeating: 0, count: 5 << 20))]
      sentence = "x.swift unpacks to more than 4 MB, and is not unpacked."
    }
    try folders.write([
      "ann/bomb.zip": try ArchiveWriting.bytes([Entry(path: "a.swift", bytes: [65])] + entries, as: .zip),
      "bo/Adam.swift": [65],
    ])
    let found = try Intake.read(folders.path, unpackingTo: folders.unpacked, bounds: bounds)
    #expect(found.attempts.map { $0.fault?.description } == [sentence, nil])
  }

  @Test func aClassThatNeverEndsIsRefused() throws {
    let folders = try Folders()
    var bounds = Bounds()
    (bounds.ofClass.bytes, bounds.ofClass.small) = (4 << 20, 1 << 20)
    let zeros = [UInt8](repeating: 0, count: 3 << 20)
    for form in [ArchiveWriting.Form.zip, .tgz] {
      let path = "\(folders.path)/class.\(form.rawValue)"
      try ArchiveWriting.write(
        [Entry(path: "a/x", bytes: zeros), Entry(path: "b/x", bytes: zeros)], as: form, to: path)
      let error = try #require(throws: IntakeError.self) {
        try Intake.read(path, unpackingTo: folders.unpacked + form.rawValue, bounds: bounds)
      }
      #expect("\(error)" == "\(path) unpacks to more than 200 times its size, and is not unpacked")
    }
  }

  @Test func aDamagedArchiveIsItsStudentsMatter() throws {
    let folders = try Folders()
    let whole = try ArchiveWriting.bytes(
      [Entry(path: "Adam.swift", bytes: (0..<9000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) })], as: .zip)
    try folders.write([
      "ann.zip": Array(whole.prefix(whole.count / 2)), "bo.zip": whole, "cy.zip": Array("no archive".utf8),
      "di.rar": [82, 97, 114],
      "ed/Adam.swift": [65], "ed/notes.zip": [1, 2, 3],
    ])
    let found = try Intake.read(folders.path, unpackingTo: folders.unpacked)
    #expect(found.attempts.map { $0.fault == nil } == [false, true, false, false, true])
    #expect(
      found.attempts[2].fault?.description
        == "The archive cy.zip is damaged (it is no archive of a kind that is read): pack and hand it in again.")
    #expect(found.attempts[3].fault == .unreadKind("di.rar"))
    #expect(found.leftAside == [LeftAside(path: "ed/notes.zip", reason: .unreadableArchive)])
  }

  /// A download that broke off anywhere is refused, or nobody is missing.
  @Test(arguments: ArchiveWriting.Form.allCases) func aClassCutAnywhereLosesNobody(_ form: ArchiveWriting.Form) throws {
    let entries = (0..<6).map {
      Entry(path: "s\($0)/Adam.swift", bytes: (0..<700).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    }
    let whole = try ArchiveWriting.bytes(entries, as: form)
    let positions = Set(stride(from: 0, to: whole.count, by: max(1, whole.count / 60))).union(
      stride(from: 512, to: whole.count, by: 512))
    for position in positions.sorted() {
      let folders = try Folders()
      try folders.write(["class": Array(whole.prefix(position))])
      if let found = try? Intake.read("\(folders.path)/class", unpackingTo: folders.unpacked) {
        #expect(found.attempts.map(\.owner) == (0..<6).map { "s\($0)" }, "cut after \(position) of \(whole.count)")
      }
    }
  }

  private static func text(of student: Int) -> [UInt8] {
    (0..<700).map { (place: Int) -> UInt8 in
      let letter = (place * place + student) % 50
      return UInt8(65 + letter)
    }
  }

  /// A byte that flips damages one submission, or the archive is refused; the others keep theirs.
  @Test(arguments: ArchiveWriting.Form.allCases) func aFlippedByteLosesNobody(_ form: ArchiveWriting.Form) throws {
    let texts = (0..<6).map(Self.text(of:))
    let whole = try ArchiveWriting.bytes(
      (0..<6).map { Entry(path: "s\($0)/Adam.swift", bytes: texts[$0]) }, as: form)
    var whollyRead = 0
    // The headers of a tar hold little that is not zero: each of their bytes is flipped.
    let step = form == .tar ? 7 : max(1, whole.count / 150)
    for position in stride(from: 1, to: whole.count, by: step) {
      var bytes = whole
      bytes[position] ^= 0x55
      let folders = try Folders()
      try folders.write(["class": bytes])
      guard let found = try? Intake.read("\(folders.path)/class", unpackingTo: folders.unpacked) else { continue }
      let place: Comment = "flipped \(position) of \(whole.count)"
      #expect(found.attempts.count == 6, place)
      let faults = found.attempts.count { $0.fault != nil }
      #expect(faults <= 1, place)
      whollyRead += faults == 1 ? 1 : 0
      let changed = try found.attempts.count { attempt in
        guard attempt.fault == nil else { return false }
        let student = (0..<6).first { attempt.owner == "s\($0)" }
        let text = student.map { ["Adam.swift": String(decoding: texts[$0], as: UTF8.self)] }
        return try text != Folders.sources(attempt.path)
      }
      switch form {
      case .xz, .sevenZip: #expect(changed == 0, place)
      // A zip has no sums for its names, and a tar has none for its files.
      case .zip, .tar: #expect(changed + faults <= 1, place)
      // The library does not compare gzip's sum: a damaged stream may change the texts, and not the names.
      case .tgz: #expect(found.attempts.map(\.owner) == (0..<6).map { "s\($0)" }, place)
      }
    }
    if form == .zip { #expect(whollyRead > 10, "damage in one submission leaves the others") }
  }

  /// Returns a tar whose last entry tells the largest size that its number can.
  private static func boasting() throws -> [UInt8] {
    var bytes = try ArchiveWriting.bytes(
      [Entry(path: "a.swift", bytes: [65, 10]), Entry(path: "b.txt", bytes: [66])], as: .tar)
    // The second header follows the first one and a block of data; its size stands at 124, in base 256 after 0x80.
    let header = 1024..<1536
    bytes.replaceSubrange(
      (1024 + 124)..<(1024 + 136), with: [0x80, 0, 0, 0, 0x7F] + [UInt8](repeating: 0xFF, count: 6) + [0xFE])
    bytes.replaceSubrange((1024 + 148)..<(1024 + 156), with: [UInt8](repeating: 0x20, count: 8))
    let sum = String(bytes[header].reduce(0) { $0 + Int($1) }, radix: 8)
    bytes.replaceSubrange(
      (1024 + 148)..<(1024 + 156), with: Array((String(repeating: "0", count: 6 - sum.count) + sum + "\0 ").utf8))
    return bytes
  }

  @Test func aSizeBeyondAllBoundsIsItsStudentsMatter() throws {
    let folders = try Folders()
    try folders.write(["ann/work.tar": try Self.boasting(), "bo/Adam.swift": [65]])
    let found = try Intake.read(folders.path, unpackingTo: folders.unpacked)
    #expect(
      found.attempts.map { $0.fault?.description } == [
        "work.tar unpacks to more than 128 MB, and is not unpacked.", nil,
      ])
  }

  /// A header that is damaged in a student's tar hides a part of the program.
  @Test func aTarWithADamagedHeaderIsRefused() throws {
    let folders = try Folders()
    var bytes = try ArchiveWriting.bytes(
      [Entry(path: "a.swift", bytes: [65]), Entry(path: "b.swift", bytes: [66]), Entry(path: "c.swift", bytes: [67])],
      as: .tar)
    bytes[1024] ^= 1
    try folders.write(["ann/work.tar": bytes])
    let fault = try #require(try Intake.read(folders.path, unpackingTo: folders.unpacked).attempts[0].fault)
    #expect(fault.description.hasPrefix("The archive work.tar is damaged ("), "\(fault)")
  }
}
