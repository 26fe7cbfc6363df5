@testable import PluginHost
import Glibc
import Testing

@Suite struct AwaitedEndTests {
  private func child(_ words: String...) throws -> Child {
    try Child(Command(words[0], Array(words.dropFirst())), hasInput: false, keeping: 0, watchdog: Watchdog())
  }

  /// The process stays to be collected, with its code.
  @Test func aProgramThatEndsIsWaitedFor() throws {
    let child = try child("/bin/sh", "-c", "exit 3")
    #expect(child.ends(within: 60))
    #expect(child.collect().status == .exited(3))
  }

  @Test func aProgramThatGoesOnIsNot() throws {
    let child = try child("/bin/sleep", "600")
    #expect(!child.ends(within: 1) && !child.hasEnded)
    child.killGroup()
    #expect(child.ends(within: 60))
    #expect(child.collect().status == .signaled(SIGKILL))
  }
}
