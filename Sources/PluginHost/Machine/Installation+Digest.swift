internal import Glibc

extension Installation {
  /// A name for the programs that grade, and for the files that reports are made from: the same bytes, the same name.
  package var digest: String {
    var digest = Digest()
    for path in [Files.realPath("/proc/self/exe"), worker, limiter] {
      digest.add(fileAt: path)
    }
    let folder = templates + "/report"
    if let names = Files.names(in: folder) {
      for name in names { digest.add(fileAt: folder + "/" + name) }
    } else if errno != ENOENT {
      // Nobody knows then what reports are made from: no sound installation has this name.
      digest.add("unreadable: " + Files.reason())
    }
    return digest.text
  }
}
