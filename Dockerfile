# Retryvet asks the go command for packages. An image of it alone can be copied from, and be asked about codes and rules:
#
#   docker build --target binary -t retryvet-binary .
#   docker run --rm retryvet-binary explain 429
#   COPY --from=retryvet-binary /retryvet /usr/local/bin/retryvet    # in the Dockerfile of an image that has Go
#
# The last stage has Go beside it, and looks at what is mounted at /src. The second form keeps what it downloads and finds for the next
# time, and writes as the user that owns the files:
#
#   docker build -t retryvet .
#   docker run --rm -v "$PWD:/src" retryvet ./...
#   docker run --rm -v "$PWD:/src" -v retryvet:/cache -u "$(id -u):$(id -g)" retryvet -fix ./...
#
# It checks modules for any older Go than the one that it is built with: --build-arg GO=1.27 takes a later one. What "retryvet version" says
# is --build-arg VERSION=v0.1.0, as the repository is left out of the files.
ARG GO=1.26
FROM golang:${GO} AS build
ARG VERSION=
WORKDIR /build
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w -X=main.stamped=$VERSION" -o /retryvet ./cmd/retryvet

FROM scratch AS binary
COPY --from=build /retryvet /retryvet
ENTRYPOINT ["/retryvet"]

FROM golang:${GO}
COPY --from=build /retryvet /usr/local/bin/retryvet
RUN git config --system --add safe.directory /src && mkdir -m 1777 /cache
ENV GOCACHE=/cache/go-build GOMODCACHE=/cache/mod RETRYVETCACHE=/cache/retryvet
WORKDIR /src
ENTRYPOINT ["retryvet"]
CMD ["./..."]
