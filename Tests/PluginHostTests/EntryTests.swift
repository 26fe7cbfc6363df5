import Testing

@testable import PluginHost

@Suite struct EntryTests {
  /// A student's name for a file has no effect on the file of ours beside it.
  @Test func anEntryOfTheirOwnIsCompiled() async throws {
    let bench = try await Bench.shared
    let plain = await bench.runner.run(try await bench.compile(Sources.adam), smallCase(steps: 3))
    #expect(plain.ending == .completed)
    for files in [
      ["entry.swift": Sources.adam], ["More/entry.swift": Sources.adam, "entry-2.swift": "let unused = 1"],
      ["Entry.swift": Sources.adam],
    ] {
      let result = await bench.runner.run(try await bench.compile(files), smallCase(steps: 3))
      #expect(result.ending == .completed && result.trace == plain.trace, "\(files.keys.sorted())")
    }
  }

  @Test func theEntryHasTheFirstNameThatIsFree() {
    let rows: [([String], String)] = [
      (["Adam.swift"], "entry.swift"), (["a/entry.swift"], "entry-2.swift"), ([], "entry.swift"),
      (["entry-2.swift", "b/c/Entry.swift"], "entry-3.swift"), (["entry-2.swift"], "entry.swift"),
    ]
    for (files, expected) in rows { #expect(Job.entryName(beside: files) == expected) }
  }
}
