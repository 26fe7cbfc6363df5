import GradusKit
let a = "/*"; import PluginABI; let b = "*/"
import struct /* x */ PluginABI.gradus_host
let c = #"\#("x")"#, d = #/"/#,
  e = """
    \(Task {})
    """
struct Adam { async let t = 1 }
