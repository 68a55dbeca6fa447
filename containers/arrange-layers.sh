#!/usr/bin/env bash
# Lays a Quarkus fast-jar out as the layers of an image: natives, libraries, application. Native libraries are taken out of their jars,
# so that none is unpacked at a start; those for other systems, and for TensorRT, which no base image has, are left out.
# Needs a JDK. Arguments: the fast-jar's folder, the folder for the layers.
set -euo pipefail
shopt -s nullglob

readonly application=$1 layers=$2

# Moves the Linux libraries of a jar to the natives, and packs the jar again without any.
take_natives() {
  local jar=$1 content
  content=$(mktemp -d)
  (cd "$content" && jar --extract --file "$jar")
  find "$content" -path '*linux-x*64*' -name '*.so*' ! -name '*tensorrt*' -exec mv -t "$layers/natives/natives" {} +
  find "$content" \( -name '*.so*' -o -name '*.dll' -o -name '*.dylib' -o -name '*.lib' \) -type f -delete
  find "$content" -name '*.dSYM' -type d -prune -exec rm -r {} +
  find "$content" -type d -empty -delete
  rm "$jar"
  jar --create --no-manifest --file "$jar" --date 2026-01-01T00:00:00Z -C "$content" .
  rm -r "$content"
}

# Gives a library, if it is there, the name that others ask for it by. JavaCPP would make a link in its cache.
name_otherwise() {
  [[ ! -e $layers/natives/natives/$1 ]] || ln --symbolic "$1" "$layers/natives/natives/$2"
}

main() {
  local folder jar
  mkdir -p "$layers"/{natives/natives,libraries/lib/{boot,main},application/lib/main}
  mv "$application"/lib/main/dev.gantry.* "$layers/application/lib/main/"
  for folder in boot main; do
    mv "$application/lib/$folder"/* "$layers/libraries/lib/$folder/"
    rmdir "$application/lib/$folder"
  done
  rmdir "$application/lib"
  mv "$application"/* "$layers/application/"

  for jar in "$layers"/libraries/lib/main/{org.bytedeco.*,com.microsoft.onnxruntime.*}.jar; do
    take_natives "$jar"
  done
  name_otherwise libopenblas.so.0 libopenblas_nolapack.so.0
  name_otherwise libonnxruntime.so libonnxruntime.so.1
  # Times would tell otherwise equal layers apart.
  find "$layers" -exec touch --no-dereference --date 2026-01-01T00:00:00Z {} +
}

main
