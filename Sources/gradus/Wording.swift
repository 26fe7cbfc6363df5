import PluginHost

/// Every sentence that the commands say, in one place.
enum Wording {
  static func crashed(_ message: String) -> String { "the program crashed: \(message)" }
  static func timedOut(_ seconds: Double, processor: Int) -> String {
    let clock = seconds == seconds.rounded() ? String(Int(seconds)) : "\(seconds)"
    return "the program did not finish within its limit: \(clock) s on the clock, \(processor) s of processor time"
  }
  static func exited(_ code: Int32) -> String { "the program ended itself with code \(code) before the last step" }
  static func refused(_ reason: String) -> String { "the program could not go on: \(reason)" }
  static func tampered(_ reason: String) -> String { "the program's answers are not those of GradusKit: \(reason)" }
  static func hostFault(_ reason: String) -> String { "\(reason) This is not the submission's fault." }
  static let doesNotCompile = "the submission does not compile"

  static let compiling = "compiling"
  static func running(_ title: String) -> String { "running: \(title)" }

  static func noFolder(_ path: String) -> String { "there is no folder \(path)" }
  static func unreadableFile(_ path: String, _ reason: String) -> String { "cannot read \(path): \(reason)" }
  static func unwritable(_ path: String, _ reason: String) -> String { "cannot write \(path): \(reason)" }
  static func emptyFolder(_ path: String) -> String {
    "\(path) holds no submissions: expected a file or folder for each"
  }
  static func badSetting(_ text: String) -> String {
    "--set expects name=number, such as --set beta1=0.9, and was given '\(text)'"
  }
  static let withoutBubblewrap =
    "gradus: bubblewrap is not usable here, so the program runs in a process of its own with limits, but not sealed off"
}
