import Foundation
import Glibc
import TestSupport
import Testing

/// `gradus check --watch`: a check after each save, whatever an editor does to the file.
@Suite(.serialized) struct WatchTests {
  /// A running `gradus check --watch`, and all that it has written.
  private final class Running {
    let process = Process()
    private let reader: FileHandle
    private let seen = Mutable()

    final class Mutable: @unchecked Sendable {
      private let lock = NSLock()
      private var bytes = Data()
      func add(_ data: Data) { lock.withLock { bytes += data } }
      var text: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }
    }

    /// - Parameter terminal: true for a terminal of 60 columns, false for a pipe.
    init(_ path: String, terminal: Bool, options: [String] = []) throws {
      process.executableURL = try Gradus.program
      process.arguments = ["check", path, "--assignment", "10-adam", "--watch"] + options
      process.currentDirectoryURL = URL(filePath: Repository.root)
      process.standardInput = FileHandle.nullDevice
      process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm", "NO_COLOR": "1"]) { $1 }
      if terminal {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        // TIOCSPTLCK and TIOCGPTN, which the headers write as expressions that Swift cannot import.
        var (lock, number): (Int32, UInt32) = (0, 0)
        guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
          throw POSIXError(.ENODEV)
        }
        var size = winsize(ws_row: 24, ws_col: 60, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        let slave = FileHandle(fileDescriptor: open("/dev/pts/\(number)", O_RDWR | O_NOCTTY), closeOnDealloc: true)
        (process.standardOutput, process.standardError) = (slave, slave)
        reader = FileHandle(fileDescriptor: master, closeOnDealloc: true)
      } else {
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        reader = pipe.fileHandleForReading
      }
      let seen = seen
      reader.readabilityHandler = { seen.add($0.availableData) }
      try process.run()
    }

    deinit {
      reader.readabilityHandler = nil
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    var text: String { seen.text }
    func count(_ words: String) -> Int { text.ranges(of: words).count }

    /// Waits until some words have come so many times.
    func expect(_ words: String, times: Int = 1, sourceLocation: SourceLocation = #_sourceLocation) {
      for _ in 0..<3000 where count(words) < times { usleep(20_000) }
      #expect(count(words) >= times, "\(text)", sourceLocation: sourceLocation)
    }

    /// Presses Ctrl-C. A shell says 130 for a program that ends so.
    func interrupt() {
      kill(process.processIdentifier, SIGINT)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
    }
  }

  private static let right = "100 of 100 points"
  private static let wrong = "70 of 100 points"

  private func source(_ name: String) throws -> String {
    try String(contentsOfFile: Repository.root + "/assignments/10-adam/" + name, encoding: .utf8)
  }

  @Test func everySaveIsChecked() throws {
    let (solution, mistake) = (try source("Solution/Adam.swift"), try source("Mistakes/noBiasCorrection.swift"))
    let scratch = try Scratch()
    let path = try scratch.write(mistake, to: "Adam.swift")
    let running = try Running(path, terminal: false)
    running.expect(Self.wrong)
    // A save in place, in two writes.
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: Data(solution.utf8.prefix(200)))
    usleep(5000)
    try file.write(contentsOf: Data(solution.utf8.dropFirst(200)))
    try file.close()
    running.expect(Self.right)
    // An editor's way: a new file in the place of the old one.
    let new = try scratch.write(mistake, to: "Adam.swift~new")
    #expect(rename(new, path) == 0)
    running.expect(Self.wrong, times: 2)
    // A file that vanishes and comes back.
    unlink(path)
    running.expect("is gone: waiting for it to come back")
    _ = try scratch.write(solution, to: "Adam.swift")
    running.expect(Self.right, times: 2)
    // Nothing is checked without a change: a new time, another file beside it.
    _ = try scratch.write("x", to: "notes.txt")
    utimes(path, nil)
    usleep(1_500_000)
    #expect(running.count(" of 100 points") == 4, "\(running.text)")
    #expect(!running.text.contains("\u{1B}"), "what stands in a pipe is not cleared")
    running.interrupt()
  }

  @Test func aFolderAndWhatComesIntoIt() throws {
    let scratch = try Scratch()
    _ = try scratch.write(try source("Mistakes/noBiasCorrection.swift"), to: "mine/Adam.swift")
    let running = try Running(scratch.path + "/mine", terminal: true)
    running.expect(Self.wrong)
    // A new sub-folder is watched as well.
    _ = try scratch.write("func unused() {}\n", to: "mine/more/Extra.swift")
    running.expect(Self.wrong, times: 2)
    _ = try scratch.write("func unused() { }\n", to: "mine/more/Extra.swift")
    running.expect(Self.wrong, times: 3)
    #expect(running.count("\u{1B}[H\u{1B}[2J") == 3, "each report stands at the top of the screen")
    running.interrupt()
  }

  @Test func aSaveIsSeenAtOnce() throws {
    let (solution, mistake) = (try source("Solution/Adam.swift"), try source("Mistakes/noBiasCorrection.swift"))
    let scratch = try Scratch()
    let path = try scratch.write(mistake, to: "Adam.swift")
    // A terminal is told when compiling begins.
    let running = try Running(path, terminal: true)
    running.expect("watching")
    var quickest = Duration.seconds(60)
    for turn in 1...6 {
      let begun = running.count("compiling")
      let saved = ContinuousClock.now
      _ = try scratch.write(turn.isMultiple(of: 2) ? mistake : solution, to: "Adam.swift")
      while running.count("compiling") == begun, saved.duration(to: .now) < .seconds(20) { usleep(1000) }
      quickest = min(quickest, saved.duration(to: .now))
      running.expect("watching", times: turn + 1)
    }
    // Other programs may hold the machine up, though not each time.
    #expect(quickest < .milliseconds(100))
    running.interrupt()
  }
}
