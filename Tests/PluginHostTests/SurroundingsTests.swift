@testable import PluginHost
import Glibc
import Testing

@Suite struct SurroundingsTests {
  @Test func aToolchainIsFoundThroughALinkElsewhere() async throws {
    let direct = try await Toolchain.find()
    let folder = try Folder(["unrelated/file": ""])
    try Files.link(direct.swift, at: folder.path + "/unrelated/swift")
    let linked = try await Toolchain.find(path: "/nonexistent:" + folder.path + "/unrelated")
    #expect(linked.swift == folder.path + "/unrelated/swift")
    #expect(linked.frontend == direct.frontend && linked.resources == direct.resources)
    #expect(linked.triple.hasPrefix(linked.architecture))
  }

  @Test(arguments: ["", "/nonexistent"]) func withoutSwiftThereIsASentence(_ path: String) async throws {
    await #expect(throws: HostError.noSwiftOnPath) { _ = try await Toolchain.find(path: path) }
  }

  @Test func theInstallationIsFoundFromTheProgramOrByName() throws {
    let found = try Installation.find(environment: [:])
    #expect(Files.exists(found.kit + "/GradusKit") && Files.isExecutableFile(found.worker))
    #expect(try Installation.find(environment: ["GRADUS_HOME": found.home]) == found)
    #expect(throws: HostError.noInstallation(lookedFrom: ["/nonexistent"])) {
      _ = try Installation.find(environment: ["GRADUS_HOME": "/nonexistent"])
    }
  }

  @Test func anInstalledTreeIsRecognised() throws {
    let folder = try Folder([
      "share/gradus/kit/GradusKit/x.swift": "", "libexec/gradus/gradus-worker": "", "bin/gradus-limit": "",
    ])
    for program in ["libexec/gradus/gradus-worker", "bin/gradus-limit"] { chmod(folder.path + "/" + program, 0o755) }
    let found = try Installation.find(environment: [:], program: folder.path + "/bin/gradus")
    #expect(found.home == folder.path && found.kit == folder.path + "/share/gradus/kit")
    #expect(found.references == folder.path + "/share/gradus/references")
    #expect(found.worker == folder.path + "/libexec/gradus/gradus-worker")
  }

  @Test func twoBuildersAtOnceGiveOneKit() async throws {
    let bench = try await Bench.shared
    let cache = try Folder()
    let builder = try KitBuilder(
      installation: bench.installation, toolchain: bench.toolchain, sandbox: bench.sandbox, cache: cache.path)
    async let first = builder.kit()
    async let second = builder.kit()
    let (one, two) = try await (first, second)
    #expect(one == two)
    #expect(Files.names(in: cache.path)?.count == 2)
    #expect(one.objects.allSatisfy(Files.exists))
  }

  /// Only finished kits that nobody uses go, the one that was not used for longest first.
  @Test func oldKitsAreRemovedUnlessTheyAreInUse() async throws {
    let cache = try Folder()
    let shelf = KitShelf(cache: cache.path)
    func kit(_ name: String, _ toolchain: String, age: Int) throws -> String {
      let folder = cache.path + "/kit-" + name
      try Files.makeFolder(folder + "/modules")
      try KitShelf.finish(folder, toolchain: toolchain)
      var times = [timespec(tv_sec: 1_000_000 - age, tv_nsec: 0), timespec(tv_sec: 1_000_000 - age, tv_nsec: 0)]
      utimensat(AT_FDCWD, folder + "/ready", &times, 0)
      return folder
    }
    let present = try kit("present", "6.3", age: 0)
    let (newer, older) = (try kit("newer", "6.3", age: 1), try kit("older", "6.3", age: 3))
    let (lent, foreign) = (try kit("lent", "6.3", age: 9), try kit("foreign", "6.4", age: 9))
    let unfinished = cache.path + "/kit-unfinished"
    try Files.makeFolder(unfinished)
    let building = cache.path + "/kit-building"
    try Files.makeFolder(building)
    let builder = try await FolderLock.take(KitShelf.lock(of: building))
    let borrower = try await FolderLock.take(KitShelf.lock(of: lent), .shared)
    let other = try await FolderLock.take(KitShelf.lock(of: lent), .shared)
    #expect(try FolderLock.attempt(KitShelf.lock(of: lent)) == nil)

    shelf.prune(keeping: present, newest: 2)
    withExtendedLifetime((builder, borrower, other)) {}
    #expect([present, newer, lent, foreign, building].allSatisfy(Files.exists))
    #expect(![older, unfinished].contains(where: Files.exists))
    #expect(!Files.exists(KitShelf.lock(of: older)))
  }

  /// Root's capabilities are taken from a tool too: it is root that runs a batch in a container.
  @Test func aToolHasNoCapabilities() async throws {
    let bench = try await Bench.shared
    let tool = try bench.sandbox.without([.namespaces, .files, .calls]).command(
      "/bin/cat", ["/proc/self/status"], access: Sandbox.Access(readOnly: []),
      limits: Sandbox.Limits(cpuSeconds: 5, memoryBytes: 1 << 30, fileBytes: 1 << 20, openFiles: 32))
    let text = String(decoding: try await tool.run(seconds: 10).output, as: UTF8.self)
    for set in ["CapPrm", "CapEff", "CapInh", "CapAmb"] {
      #expect(text.contains(set + ":\t0000000000000000"), "\(text)")
    }
    #expect(text.contains("NoNewPrivs:\t1"))
  }

  @Test func aCommandIsKilledAtItsLimitWithItsWholeGroup() async throws {
    let folder = try Folder()
    let file = folder.path + "/pid"
    let command = Command("/bin/sh", ["-c", "sleep 100 & echo $! > \(file); wait"])
    let result = try await command.run(seconds: 0.5)
    #expect(result.ending == .timedOut)
    let text = String(decoding: try #require(Files.bytes(of: file)), as: UTF8.self)
    let child = try #require(pid_t(text.dropLast()))
    // The kill is under way when the command has ended; a dead child may still wait to be collected.
    var state = ""
    for _ in 0..<100 {
      let status = Files.bytes(of: "/proc/\(child)/stat").map { String(decoding: $0, as: UTF8.self) } ?? ""
      state = status.split(separator: " ").dropFirst(2).first.map(String.init) ?? ""
      if state == "" || state == "Z" { break }
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(state == "" || state == "Z")
  }

  /// Another that left its group has its streams still, and goes on writing until they are closed.
  @Test(.timeLimit(.minutes(1)), arguments: [1, 2]) func whoeverGoesOnWritingIsNotWaitedFor(_ stream: Int) async throws
  {
    let writer = "setsid sh -c 'while echo on >&\(stream); do :; done' & sleep 100"
    let result = try await Command("/bin/sh", ["-c", writer]).run(seconds: 0.5, keeping: 4096)
    #expect(result.ending == .timedOut)
    #expect((stream == 1 ? result.output : result.errors).count == 4096)
  }

  /// What another account may have put there is linked into no submission.
  @Test func aCacheThatOthersMayWriteToIsNotBelieved() throws {
    let folder = try Folder()
    let environment = ["XDG_CACHE_HOME": folder.path + "/cache", "TMPDIR": folder.path]
    #expect(try CacheFolder.find(environment: environment).reason == nil)
    chmod(folder.path + "/cache/gradus", 0o777)
    let found = try CacheFolder.find(environment: environment)
    #expect(found.reason?.contains("everybody may write to it") == true && !found.path.contains("/cache/gradus"))
  }

  @Test func aProgramThatDoesNotExistCannotStart() async {
    await #expect(throws: HostError.self) { _ = try await Command("/nonexistent/program", []).run(seconds: 5) }
  }
}

@Suite struct SubmissionTests {
  @Test func aFolderIsReadInOrderWithoutWhatIsNotTheStudents() throws {
    let folder = try Folder([
      "b.swift": "2", "a/z.swift": "1", "Package.swift": "no", "Tests/t.swift": "no", ".build/x.swift": "no",
      ".hidden.swift": "no", "notes.txt": "no",
    ])
    let submission = try Submission(at: folder.path + "/")
    #expect(submission.files.map(\.path) == ["a/z.swift", "b.swift"])
    #expect(submission.files[0].bytes == Array("1".utf8))
    #expect(submission.name == Files.name(of: folder.path))
    #expect(try Submission(at: folder.path + "/b.swift").files.map(\.path) == ["b.swift"])
  }

  /// The files in the folder, the path that is asked for, and the reason for the refusal.
  static let refusals:
    [(title: String, files: [String: String], ask: String, error: @Sendable (String) -> SubmissionError)] = [
      ("nothing there", [:], "/x.swift", { .missing(path: $0) }),
      ("an empty folder", [:], "", { .empty(path: $0) }),
      ("only an empty file", ["a.swift": ""], "/a.swift", { _ in .blank(path: "a.swift") }),
      ("a folder with an empty file", ["a.swift": ""], "", { _ in .blank(path: "a.swift") }),
      ("not Swift", ["a.py": "x"], "/a.py", { .notSwift(path: $0) }),
      ("a NUL", ["a.swift": "let a = 1\0"], "", { _ in .notText(path: "a.swift") }),
      ("too many files", ["a.swift": "1", "b.swift": "2", "c.swift": "3"], "", { _ in .tooManyFiles(limit: 2) }),
      (
        "too much text", ["a.swift": String(repeating: "x", count: 101)], "",
        { _ in .tooLarge(path: "a.swift", limit: 100) }
      ),
      (
        "two names that are written alike", ["a\nb.swift": "1", "a%0Ab.swift": "1"], "",
        { _ in .unusableName(path: "a%0Ab.swift") }
      ),
    ]

  @Test(arguments: refusals.indices) func refusedWithAReason(_ row: Int) throws {
    let (title, files, ask, error) = Self.refusals[row]
    let folder = try Folder(files)
    var bounds = Submission.Bounds()
    bounds.files = 2
    bounds.bytes = 100
    #expect(throws: error(folder.path + ask), "\(title)") { _ = try Submission(at: folder.path + ask, bounds: bounds) }
  }

  @Test func foldersWithTooMuchInThemAreRefused() throws {
    let folder = try Folder(["a.swift": "1", "b/c.txt": "", "b/d.txt": "", ".git/x": ""])
    var bounds = Submission.Bounds()
    bounds.entries = 5
    #expect(try Submission(at: folder.path, bounds: bounds).files.count == 1)
    bounds.entries = 4
    #expect(throws: SubmissionError.tooManyEntries(limit: 4)) { _ = try Submission(at: folder.path, bounds: bounds) }
  }

  /// Folders may be moved while they are read: each step is from the folder that was opened, and none through a link.
  @Test func aFolderThatBecomesALinkIsNotFollowed() throws {
    let secret = try Folder(["x.swift": "secret"])
    let folder = try Folder(["outer/more/x.swift": "own"])
    let outer = try #require(OpenFolder(folder.path + "/outer"))
    let more = try #require(OpenFolder("more", in: outer))
    #expect(outer.kind(of: "more") == .folder)
    #expect(rename(folder.path + "/outer/more", folder.path + "/moved") == 0)
    try Files.link(secret.path, at: folder.path + "/outer/more")
    // A folder that was seen is a link by the time that it is opened.
    #expect(OpenFolder("more", in: outer) == nil)
    #expect(more.bytes(of: "x.swift", limit: 100) == Array("own".utf8))
    // And a file.
    #expect(rename(folder.path + "/moved/x.swift", folder.path + "/moved/y.swift") == 0)
    try Files.link(secret.path + "/x.swift", at: folder.path + "/moved/x.swift")
    #expect(more.bytes(of: "x.swift", limit: 100) == nil && more.kind(of: "x.swift") == .other)
    // And a folder above.
    #expect(rename(folder.path + "/outer", folder.path + "/away") == 0)
    try Files.link(secret.path, at: folder.path + "/outer")
    #expect(outer.names(limit: 9) == ["more"] && OpenFolder(folder.path + "/outer") == nil)
  }

  @Test func linksPipesAndTheLikeAreNotFollowed() throws {
    let secret = try Folder(["secret.swift": "let secret = 1"])
    let folder = try Folder(["ok.swift": "1"])
    try Files.link(secret.path + "/secret.swift", at: folder.path + "/link.swift")
    #expect(throws: SubmissionError.notPlain(path: "link.swift")) { _ = try Submission(at: folder.path) }
    #expect(throws: SubmissionError.notPlain(path: folder.path + "/link.swift")) {
      _ = try Submission(at: folder.path + "/link.swift")
    }
    unlink(folder.path + "/link.swift")
    try Files.link(secret.path, at: folder.path + "/folder")
    #expect(try Submission(at: folder.path).files.map(\.path) == ["ok.swift"])
    #expect(mkfifo(folder.path + "/pipe.swift", 0o600) == 0)
    #expect(throws: SubmissionError.notPlain(path: "pipe.swift")) { _ = try Submission(at: folder.path) }
  }
}
