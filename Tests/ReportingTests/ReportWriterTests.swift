import Foundation
import Testing

@testable import Reporting

@Suite struct ReportWriterTests {
  /// Makes a fresh folder for `body`, and removes it afterwards.
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  static func content(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  @Test func aReportReplacesTheOldOne() throws {
    try Self.inFolder { folder in
      let path = folder + "/report.xml"
      try ReportWriter.write("a longer first report\n", to: path)
      try ReportWriter.write("β\u{0}\n", to: path)
      #expect(try Self.content(path) == "β\u{0}\n")
      #expect(try Self.names(in: folder) == ["report.xml"])
    }
  }

  @Test func theLongestNameStillFits() throws {
    try Self.inFolder { folder in
      let name = String(repeating: "n", count: 255)
      try ReportWriter.write("x", to: folder + "/" + name)
      #expect(try Self.names(in: folder) == [name])
    }
  }

  /// A process with the largest number that there can be is not there; this one is.
  @Test func whateverAKilledWriterLeftIsTakenAwayWithTheLock() throws {
    try Self.inFolder { folder in
      let left = [".gradus-4194305-3.tmp", ".gradus-4194305-gradebook.tmp", ".gradus-4194305-gradebook.tmp-journal"]
      let kept = [".gradus-\(getpid())-7.tmp", ".gradus-4194305-3.txt", ".gradus-x-3.tmp", "a.xml"]
      for name in left + kept { try Data("x".utf8).write(to: URL(filePath: folder + "/" + name)) }
      let lock = try #require(try ReportDirectory(folder).lock())
      defer { close(lock) }
      #expect(try Self.names(in: folder) == kept.sorted())
    }
  }

  @Test func foldersAreMadeOnlyWhenAsked() throws {
    try Self.inFolder { folder in
      let path = folder + "/a/b/report.xml"
      #expect(throws: ReportWriteError.noFolder(path: path, folder: folder + "/a/b")) {
        try ReportWriter.write("x", to: path)
      }
      #expect(try Self.names(in: folder) == [])
      try ReportWriter.write("x", to: path, makingFolders: true)
      #expect(try Self.content(path) == "x")
    }
  }

  @Test func aFolderIsNotReplaced() throws {
    try Self.inFolder { folder in
      #expect(throws: ReportWriteError.isFolder(path: folder)) { try ReportWriter.write("x", to: folder) }
      let names = try Self.names(in: folder)
      #expect(names == [])
    }
  }

  @Test func aFailedRenameLeavesNothingBehind() throws {
    try Self.inFolder { folder in
      // No file can be renamed over a folder.
      try FileManager.default.createDirectory(atPath: folder + "/taken", withIntermediateDirectories: false)
      #expect(throws: ReportWriteError.failed(path: "report", code: EISDIR)) {
        try ReportDirectory(folder).replace("taken", with: "x", named: "report")
      }
      let names = try Self.names(in: folder)
      #expect(names == ["taken"])
    }
  }

  @Test func aFileIsNoFolder() throws {
    try Self.inFolder { folder in
      try ReportWriter.write("kept", to: folder + "/file")
      for making in [false, true] {
        #expect(throws: ReportWriteError.self) {
          try ReportWriter.write("x", to: folder + "/file/report.xml", makingFolders: making)
        }
      }
      #expect(try Self.content(folder + "/file") == "kept")
      #expect(try Self.names(in: folder) == ["file"])
    }
  }

  /// A link can lead to what was handed in.
  @Test func noLinkIsFollowed() throws {
    try Self.inFolder { folder in
      try ReportWriter.write("old", to: folder + "/real")
      try FileManager.default.createDirectory(atPath: folder + "/inside", withIntermediateDirectories: false)
      for (link, target) in [("link", "real"), ("nowhere", "absent"), ("way", "inside")] {
        try FileManager.default.createSymbolicLink(atPath: folder + "/" + link, withDestinationPath: target)
      }
      for path in ["link", "nowhere", "way/report"] {
        let path = folder + "/" + path
        #expect(throws: ReportWriteError.isLink(path: path)) { try ReportWriter.write("new", to: path) }
      }
      #expect(throws: ReportWriteError.isLink(path: folder + "/way/")) { _ = try ReportDirectory(folder + "/way/") }
      #expect(try Self.content(folder + "/real") == "old")
      #expect(try Self.names(in: folder) == ["inside", "link", "nowhere", "real", "way"])
    }
  }

  /// What is put in the folder's place meanwhile gets no report.
  @Test func aFolderIsHeldOpen() throws {
    try Self.inFolder { folder in
      let files = FileManager.default
      for name in ["reports", "class"] {
        try files.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: false)
      }
      let directory = try ReportDirectory(folder + "/reports")
      try files.moveItem(atPath: folder + "/reports", toPath: folder + "/moved")
      try files.createSymbolicLink(atPath: folder + "/reports", withDestinationPath: "class")
      try directory.write("x", as: "ada.xml")
      #expect(try Self.names(in: folder + "/moved") == ["ada.xml"] && Self.names(in: folder + "/class") == [])
      let places: [(String, Bool)] = [(folder, true), (folder + "/moved", true), (folder + "/class", false)]
      for (place, lies) in places {
        #expect(try directory.lies(in: [#require(FileIdentity(place))]) == lies, "\(place)")
      }
    }
  }

  @Test func aDeviceIsWrittenToAndNotReplaced() throws {
    try ReportWriter.write("x", to: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
    // A full device refuses every byte.
    #expect(throws: ReportWriteError.failed(path: "/dev/full", code: ENOSPC)) {
      try ReportWriter.write("x", to: "/dev/full")
    }
  }

  @Test(arguments: ["", "a\u{0}b"]) func aPathThatIsNoneIsRefused(_ path: String) {
    #expect(throws: ReportWriteError.self) { try ReportWriter.write("x", to: path) }
  }

  @Test func manyAtOnceDoNotMeet() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<50 {
        group.addTask { try ReportWriter.write("\(number)", to: "\(folder)/\(number)", makingFolders: true) }
      }
      try await group.waitForAll()
    }
    #expect(try Self.names(in: folder).count == 50)
    for number in 0..<50 { #expect(try Self.content("\(folder)/\(number)") == "\(number)") }
  }

  @Test func eachErrorIsOneSentence() {
    #expect(
      "\(ReportWriteError.noFolder(path: "a/b.xml", folder: "a"))"
        == "The report a/b.xml cannot be written: the folder a does not exist.")
    #expect(
      "\(ReportWriteError.isFolder(path: "a"))" == "The report a cannot be written: there is a folder of that name.")
    #expect(
      "\(ReportWriteError.failed(path: "a", code: ENOSPC))"
        == "The report a cannot be written: No space left on device.")
  }
}
