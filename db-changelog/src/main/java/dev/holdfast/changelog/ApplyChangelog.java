package dev.holdfast.changelog;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.WebApplicationType;

/** The job: applies the changelog to the configured database and ends. Exit code 0 when the tables are up to date, 1 otherwise. */
@SpringBootApplication(excludeName = "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration")
public class ApplyChangelog {

    private static final Logger log = LoggerFactory.getLogger(ApplyChangelog.class);

    /** @param arguments Spring properties, such as {@code --spring.datasource.url=jdbc:mysql://…} */
    public static void main(String[] arguments) {
        try (var context = new SpringApplicationBuilder(ApplyChangelog.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=db-changelog")
                .run(arguments)) {
            int applied = new Changelog(context.getBean(DataSource.class)).apply(id -> log.info("Change set {} is to be applied", id));
            log.info(applied == 0 ? "The database is up to date" : "The database is up to date: {} change sets applied", applied);
        } catch (Exception failure) {
            log.error("The changelog was not applied. Is the database at HOLDFAST_DB_URL up, and may its user create tables?", failure);
            System.exit(1);
        }
    }
}
