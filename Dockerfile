# One image for every service; the command's first argument says which. Built from what `mvn package` left in
# app/target/dist. Third-party jars come first: that layer changes only with a library.
FROM eclipse-temurin:25-jre
# LightGBM's native library needs it.
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/verdict --create-home verdict
COPY app/target/dist/lib /opt/verdict/lib
COPY app/target/dist/verdict /opt/verdict/verdict
USER verdict
WORKDIR /var/lib/verdict
EXPOSE 8080 8081 8082 8083 8084 8085
# The heap follows the container's memory limit; out of memory ends the process instead of limping on.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:-OmitStackTraceInFastThrow", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", "/opt/verdict/verdict/*:/opt/verdict/lib/*", "verdict.app.Main"]
CMD ["--help"]
