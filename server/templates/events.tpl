{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{COMMUNITY}}</a></p>
<h1>Events</h1>
{{#MEMBER}}<p><a class="button" href="{{PATH}}/events/new">Announce an event</a></p>{{/MEMBER}}
<ul class="cards">
{{#EVENT}}<li class="card"><h3><a href="{{PATH}}">{{TITLE}}</a></h3>
<p class="quiet"><time datetime="{{DATETIME}}">{{TIME}}</time>{{#AT}} · {{PLACE}}{{/AT}}{{#CANCELLED}} · <strong>cancelled</strong>{{/CANCELLED}}</p></li>{{/EVENT}}
</ul>
{{#NONE}}<p class="quiet">Nothing is announced.</p>{{/NONE}}
<p class="quiet">Calendars can subscribe to <a href="{{PATH}}/events.ics">what is for everyone here</a>.</p>
{{#MEMBER}}<p class="quiet">All events of your communities, for your own calendar: <code>{{FEED}}</code>. Whoever has this address reads them, so keep it to yourself.</p>{{/MEMBER}}
