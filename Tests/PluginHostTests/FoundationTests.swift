import Testing

@testable import PluginHost

/// Foundation's calls on the way to something harmless, and the answers that it gets.
@Suite struct FoundationTests {
  @Test(arguments: [true, false]) func anHonestProgramGoesOn(full: Bool) async throws {
    let made = try await Bench.withFoundation
    let body = """
          let files = FileManager.default
          print("attributes", (try? files.attributesOfItem(atPath: "/etc/passwd")) == nil)
          print("temporary", NSTemporaryDirectory().isEmpty, NSHomeDirectory().isEmpty)
          print("user", NSUserName().isEmpty)
          print("atomic", (try? "x".write(toFile: "/tmp/x", atomically: true, encoding: .utf8)) == nil)
          print("data", (try? Data([1]).write(to: URL(filePath: "x"), options: .atomic)) == nil)
          print("folder", (try? files.createDirectory(atPath: "/tmp/x", withIntermediateDirectories: false)) == nil)
          print("removal", (try? files.removeItem(atPath: "/tmp/x")) == nil)
          print("list", (try? files.contentsOfDirectory(atPath: "/")) == nil)
          print("zone", TimeZone.current.secondsFromGMT(), Locale.current.identifier.isEmpty)
          let format = DateFormatter()
          format.locale = Locale(identifier: "en_US")
          format.timeZone = TimeZone(secondsFromGMT: 0)
          format.dateFormat = "yyyy MMMM"
          print("date", format.string(from: Date(timeIntervalSince1970: 0)))
          print("number", NumberFormatter().string(from: 3) ?? "", String(format: "%.2f", 1.5))
          print("json", String(decoding: (try? JSONEncoder().encode([1.5])) ?? Data(), as: UTF8.self))
          print("chance", UUID().uuidString.count, Int.random(in: 0..<1))
          print("machine", ProcessInfo.processInfo.activeProcessorCount > 0)
          print("defaults", UserDefaults.standard.string(forKey: "x") == nil)
          print("pattern", "a1b".replacing(#/[0-9]/#, with: "-"))
          weights = weights - g
      """
    let plugin = try await made.compile(Sources.stepping(body, before: "import Foundation"))
    let runner = await Runner(
      installation: made.installation, toolchain: made.toolchain,
      sandbox: full ? made.sandbox : made.sandbox.without(.namespaces))
    let result = await runner.run(plugin, smallCase(steps: 1))
    #expect(result.ending == .completed, "\(result.output)")
    for words in [
      "attributes true", "temporary false false", "atomic true", "data true", "folder true", "removal true",
      "date 1970 January", "number 3 1.50", "json [1.5]", "chance 36 0", "defaults true", "pattern a-b",
    ] {
      #expect(result.output.contains(words), "\(words) is not in \(result.output)")
    }
  }
}
