import Testing

@testable import PluginHost

/// The limiter starts two tools in one sandbox: each shut away for itself, the second only after the first did its work.
@Suite struct TwoStageTests {
  private static let limits = Sandbox.Limits(cpuSeconds: 7, memoryBytes: 1 << 30, fileBytes: 1 << 20, openFiles: 33)
  private static let shell = "/bin/sh"

  private func tool(
    _ script: String, reading: [String] = [], writing: [String] = [], program: String = shell
  ) async throws -> Sandbox.Tool {
    let libraries = try await SharedLibraries.of(Self.shell)
    var access = Sandbox.Access(readOnly: libraries + [Files.realPath(Self.shell) ?? Self.shell, Self.shell] + reading)
    access.writable = writing
    return Sandbox.Tool(program: program, arguments: ["-c", script], access: access)
  }

  private func text(_ bytes: [UInt8]?) -> String { String(decoding: bytes ?? [], as: UTF8.self) }

  private func run(
    _ first: Sandbox.Tool, _ second: Sandbox.Tool, without layers: Sandbox.Layers = []
  ) async throws -> (Command.Result, Command.Result?) {
    try await Bench.shared.sandbox.without(layers).run(
      first, then: second, limits: Self.limits, seconds: 60, keeping: 1 << 16)
  }

  private static let levels: [Sandbox.Layers] = [[], .namespaces, [.namespaces, .files, .calls]]

  @Test(arguments: levels) func aFailedToolIsFollowedByNone(without layers: Sandbox.Layers) async throws {
    let folder = try Folder()
    // Its output does not pass for the limiter's mark either.
    let first = try await tool("echo; echo one; exit 3")
    let second = try await tool("echo two > \(folder.path)/two", writing: [folder.path])
    let (one, two) = try await run(first, second, without: layers)
    #expect(one.ending == .exited(3) && text(one.errors) == "\none\n")
    #expect(two == nil && !Files.exists(folder.path + "/two"))
    let (_, wrote) = try await run(try await tool("exit 0"), second, without: layers)
    #expect(wrote?.ending == .exited(0) && Files.exists(folder.path + "/two"))
  }

  @Test(arguments: levels) func wordsAreKeptApart(without layers: Sandbox.Layers) async throws {
    let (one, two) = try await run(
      try await tool("echo a; echo b >&2"), try await tool("echo c; echo d >&2; exit 5"), without: layers)
    #expect(one.ending == .exited(0) && text(one.errors) == "a\nb\n" && one.output.isEmpty)
    #expect(two?.ending == .exited(5) && text(two?.output) == "c\nd\n" && two?.errors.isEmpty == true)
  }

  @Test(arguments: [[], .namespaces] as [Sandbox.Layers])
  func sealsAndLimitsHoldForBoth(without layers: Sandbox.Layers) async throws {
    let folder = try Folder(["one": "one\n", "two": "two\n"])
    let script = """
      for name in one two; do read line < \(folder.path)/$name && echo got $line; done
      ulimit -t; ulimit -n
      (echo forked) || exit 9
      """
    // The first has to end with 0 for the second to start.
    let first = try await tool("trap 'exit 0' EXIT\n" + script, reading: [folder.path + "/one"])
    let second = try await tool(script, reading: [folder.path + "/two"])
    let (one, two) = try await run(first, second, without: layers)
    for (words, own) in [(text(one.errors), "one"), (text(two?.output), "two")] {
      #expect(words.contains("got \(own)\n") && words.contains("\n7\n33\n"), "\(words)")
      #expect(words.split(separator: "\n").filter { $0.hasPrefix("got") }.count == 1, "\(words)")
      // A process of its own is refused.
      #expect(!words.contains("forked"), "\(words)")
    }
  }

  @Test func aToolThatCannotStartIsOurFault() async throws {
    let (works, missing) = (try await tool("exit 0"), try await tool("", program: "/nonexistent/tool"))
    await #expect(throws: HostError.self) { _ = try await run(missing, works) }
    await #expect(throws: HostError.self) { _ = try await run(works, missing) }
  }
}
