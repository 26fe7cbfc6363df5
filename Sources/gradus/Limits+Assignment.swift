import Assignments
import PluginHost

extension Compiler.Limits {
  init(_ limits: Limits) {
    self.init()
    cpuSeconds = max(1, Int(limits.compile.rounded(.up)))
    // The clock goes on while other processes compute, and its limit is no fault of the submission's.
    seconds = 5 * limits.compile + 10
  }
}

extension RunLimits {
  init(_ limits: Limits) {
    self.init(
      seconds: limits.wallClock, cpuSeconds: Int(limits.cpu.rounded(.up)), memoryBytes: limits.memory << 20,
      outputBytes: limits.output << 10)
  }
}
