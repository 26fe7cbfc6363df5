internal import Glibc

/// The state of files: which ones they are, their sizes and the times of their changes. While it is the same, so are the bytes.
package enum Stamps {
  package static func of(_ path: String) -> String { Files.stamp(of: path) }

  /// Everything in a folder, down to some depth of sub-folders, with the folders themselves; nil if one cannot be read. A file,
  /// or nothing, in its place is no fault: its own stamp says so.
  package static func below(_ folder: String, depth: Int = 8) -> [String]? {
    guard let names = Files.names(in: folder) else {
      return errno == ENOENT || errno == ENOTDIR ? [of(folder)] : nil
    }
    var stamps = [of(folder)]
    for name in names {
      let path = folder + "/" + name
      if depth > 0, Files.kind(at: path) == .folder {
        guard let inner = below(path, depth: depth - 1) else { return nil }
        stamps += inner
      } else {
        stamps.append(of(path))
      }
    }
    return stamps
  }
}

extension Installation {
  /// The state of all that a check depends on beside the assignment and the submission: our programs and the kit's sources, the
  /// toolchain, the sandbox's programs, the system's libraries, and the start of the kernel. nil if some of it cannot be told.
  package func stamps(path: String? = Environment.current["PATH"]) -> [String]? {
    guard let toolchain = Toolchain.stamps(path: path), let bubblewrap = SandboxProbe.bubblewrap(path: path),
      let program = Files.realPath("/proc/self/exe"), let boot = Files.bytes(of: "/proc/sys/kernel/random/boot_id")
    else { return nil }
    let kits = KitBuilder.folders.compactMap { Stamps.below(kit + "/" + $0) }
    guard kits.count == KitBuilder.folders.count else { return nil }
    return [program, worker, limiter, bubblewrap, "/etc/ld.so.cache"].map(Stamps.of) + toolchain + kits.joined()
      + [String(decoding: boot, as: UTF8.self)]
  }
}
